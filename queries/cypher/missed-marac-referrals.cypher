// Missed MARAC referrals by agency
// question: >
//   Which agencies are said to have missed a referral to MARAC, and in how many reviews?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
// columns:
//   agency: the agency that did not refer
//   missed: number of missed referrals
//   reviews: number of reviews
//   review_ids: which
//   dates: when, where the review dates them
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office 2016 (risk assessment and MARAC); no published table by agency.
// empty: >
//   An empty agency means that the review blames none in particular. An agency without a row is not said to have
//   missed a referral, which is not the same as having made one.
// browser: ':params {review: null}'
MATCH (m:MissedOpportunity {type: 'marac-referral'})-[:IN_REVIEW]->(r:Review)
WHERE $review IS NULL OR r.id = $review
OPTIONAL MATCH (m)-[:BY_AGENCY]->(a:Agency)
WITH a, collect(DISTINCT m) AS missed, collect(DISTINCT r.id) AS ids
RETURN a.name AS agency,
       size(missed) AS missed,
       size(ids) AS reviews,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT { UNWIND missed AS m WITH m WHERE m.date IS NOT NULL RETURN DISTINCT m.date AS date ORDER BY date } AS dates,
       COLLECT {
         UNWIND missed AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY reviews DESC, missed DESC, agency, review_ids
