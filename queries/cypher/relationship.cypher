// Relationship of perpetrator to victim
// question: >
//   What was the perpetrator to the victim?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
// columns:
//   relationship: what the perpetrator was to the victim
//   victim_sex: the victim's sex
//   deaths: number of deaths
//   reviews: number of reviews
//   review_ids: which
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office analyses and the Home Office library tags (relationship).
// empty: >
//   An empty cell means that the review does not state it; 'unknown' that the review says it is not known, or
//   redacts it. A death with several perpetrators counts once for each relationship.
// browser: ':params {review: null}'
MATCH (d:Death)-[:IN_REVIEW]->(r:Review)
WHERE $review IS NULL OR r.id = $review
OPTIONAL MATCH (d)-[:OF_VICTIM]->(v:Victim)
OPTIONAL MATCH (d)-[by:BY_PERPETRATOR]->(:Perpetrator)
WITH coalesce(by.relationship, d.relationship) AS relationship, v.sex AS victim_sex, collect(DISTINCT d) AS deaths,
     collect(DISTINCT r.id) AS ids
RETURN relationship,
       victim_sex,
       size(deaths) AS deaths,
       size(ids) AS reviews,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT {
         UNWIND deaths AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY deaths DESC, relationship, victim_sex
