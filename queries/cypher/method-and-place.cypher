// Method and place of the death
// question: >
//   How, and in what sort of place, were victims killed?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
// columns:
//   method: how
//   location: residence, public-place or other
//   deaths: number of deaths
//   reviews: number of reviews
//   review_ids: which
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office analyses and the Home Office library tags (cause of death, place).
// empty: >
//   An empty cell means that the review does not state it; 'unknown' that the review says it is not known, or
//   redacts it.
// browser: ':params {review: null}'
MATCH (d:Death)-[:IN_REVIEW]->(r:Review)
WHERE $review IS NULL OR r.id = $review
WITH d.method AS method, d.location AS location, collect(d) AS deaths, collect(DISTINCT r.id) AS ids
RETURN method,
       location,
       size(deaths) AS deaths,
       size(ids) AS reviews,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT {
         UNWIND deaths AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY deaths DESC, method, location
