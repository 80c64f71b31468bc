// Missed opportunities that no recommendation answers
// question: >
//   Which missed opportunities does no recommendation of the same review answer?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   type: {type: string, default: null, help: 'one kind only, e.g. marac-referral'}
// columns:
//   review: the id of the review
//   type: kind of missed opportunity
//   agency: the agency
//   date: when, as precise as it is stated
//   summary: what it was
//   would_answer: themes of recommendation that would answer it
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office 2016 and Commissioner 2025 ask it in prose; no published table. What answers what is the contract
//   of addressed-by.yaml.
// empty: >
//   An empty agency means that the review blames none in particular; an empty would_answer that no theme is held
//   to answer this kind ('other').
// browser: ':params {review: null, type: null}'
MATCH (m:MissedOpportunity)-[:IN_REVIEW]->(r:Review)
WHERE ($review IS NULL OR r.id = $review) AND ($type IS NULL OR m.type = $type)
MATCH (m)-[:OF_TYPE]->(kind:MissedOpportunityType)
WHERE NOT EXISTS {
  MATCH (kind)-[:ANSWERED_BY]->(theme:Theme)<-[:HAS_THEME]-(:Recommendation)-[:IN_REVIEW]->(r)
}
OPTIONAL MATCH (m)-[:BY_AGENCY]->(a:Agency)
RETURN r.id AS review,
       m.type AS type,
       a.name AS agency,
       m.date AS date,
       m.summary AS summary,
       COLLECT { MATCH (kind)-[:ANSWERED_BY]->(theme:Theme) RETURN theme.id AS id ORDER BY id } AS would_answer,
       COLLECT {
         MATCH (m)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY review, type, agency, date, m.uri
