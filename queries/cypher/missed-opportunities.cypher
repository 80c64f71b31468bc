// Missed opportunities, ranked
// question: >
//   Which kinds of missed opportunity do reviews report most?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   agency: {type: string, default: null, help: 'of one agency only, by its name'}
// columns:
//   type: kind of missed opportunity
//   missed: number of missed opportunities
//   agencies: number of agencies they are laid to
//   reviews: number of reviews
//   percent: share of the reviews asked, in percent
//   review_ids: which
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office 2016, Annex E (failings, ranked).
// empty: >
//   A kind without a row is not reported. Where a review blames no agency in particular, the opportunity counts
//   but adds no agency.
// browser: ':params {review: null, agency: null}'
MATCH (r:Review) WHERE $review IS NULL OR r.id = $review
WITH count(r) AS held
MATCH (m:MissedOpportunity)-[:IN_REVIEW]->(r:Review)
WHERE ($review IS NULL OR r.id = $review)
  AND ($agency IS NULL OR EXISTS { (m)-[:BY_AGENCY]->(:Agency {name: $agency}) })
WITH held, m.type AS type, collect(DISTINCT m) AS missed, collect(DISTINCT r.id) AS ids
RETURN type,
       size(missed) AS missed,
       COUNT { UNWIND missed AS m MATCH (m)-[:BY_AGENCY]->(a:Agency) RETURN DISTINCT a } AS agencies,
       size(ids) AS reviews,
       round(100.0 * size(ids) / held, 0) AS percent,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT {
         UNWIND missed AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY reviews DESC, missed DESC, type
