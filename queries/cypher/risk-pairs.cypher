// Risk factors that occur together
// question: >
//   Which two risk factors do reviews report together more often than their frequencies would have it?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   at_least: {type: integer, default: 2, help: 'pairs that at least so many reviews report'}
// columns:
//   factor_a: one risk factor
//   subject_a: whom it is about
//   factor_b: the other
//   subject_b: whom it is about
//   reviews: reviews that report both
//   reviews_a: reviews that report the first
//   reviews_b: reviews that report the second
//   lift: how many times more often together than if independent (1 = as expected)
//   review_ids: which report both
//   evidence: where these facts stand, with the words
// mirrors: >
//   Chantler et al. 2020 and the DASH literature on co-occurring risks; no published table.
// empty: >
//   Counts are of reviews that report a factor; one that does not report it may still have had it. With few
//   reviews, lift says little.
// browser: ':params {review: null, at_least: 2}'
MATCH (r:Review) WHERE $review IS NULL OR r.id = $review
WITH toFloat(count(r)) AS held
MATCH (a:RiskObservation)-[:IN_REVIEW]->(r:Review)<-[:IN_REVIEW]-(b:RiskObservation)
WHERE ($review IS NULL OR r.id = $review)
  AND (a.factor < b.factor OR (a.factor = b.factor AND a.subject < b.subject))
WITH held, a.factor AS factor_a, a.subject AS subject_a, b.factor AS factor_b, b.subject AS subject_b,
     collect(DISTINCT r.id) AS ids, collect(DISTINCT a) + collect(DISTINCT b) AS observations
WHERE size(ids) >= $at_least
WITH *,
     COUNT { MATCH (:RiskObservation {factor: factor_a, subject: subject_a})-[:IN_REVIEW]->(s:Review) WHERE $review IS NULL OR s.id = $review RETURN DISTINCT s } AS reviews_a,
     COUNT { MATCH (:RiskObservation {factor: factor_b, subject: subject_b})-[:IN_REVIEW]->(s:Review) WHERE $review IS NULL OR s.id = $review RETURN DISTINCT s } AS reviews_b
RETURN factor_a,
       subject_a,
       factor_b,
       subject_b,
       size(ids) AS reviews,
       reviews_a,
       reviews_b,
       round(size(ids) * held / (reviews_a * reviews_b), 2) AS lift,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT {
         UNWIND observations AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY reviews DESC, lift DESC, factor_a, subject_a, factor_b, subject_b
