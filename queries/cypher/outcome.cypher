// Outcome of the criminal process
// question: >
//   What became of the perpetrators in court?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
// columns:
//   outcome: what became of the criminal process
//   perpetrators: number of perpetrators
//   deaths: number of deaths
//   shortest_term_years: shortest minimum term in years
//   longest_term_years: longest minimum term in years
//   reviews: number of reviews
//   review_ids: which
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office library tags (verdict); Home Office analyses.
// empty: >
//   An empty cell means that the review does not state it; 'unknown' that the review says it is not known, or
//   redacts it. A term is empty where none was set or stated.
// browser: ':params {review: null}'
MATCH (d:Death)-[:IN_REVIEW]->(r:Review)
WHERE $review IS NULL OR r.id = $review
OPTIONAL MATCH (d)-[by:BY_PERPETRATOR]->(o:Perpetrator)
WITH coalesce(by.outcome, d.outcome) AS outcome, collect(DISTINCT o) AS perpetrators, collect(DISTINCT d) AS deaths,
     min(coalesce(by.minimum_term_years, d.minimum_term_years)) AS shortest,
     max(coalesce(by.minimum_term_years, d.minimum_term_years)) AS longest, collect(DISTINCT r.id) AS ids
RETURN outcome,
       size(perpetrators) AS perpetrators,
       size(deaths) AS deaths,
       shortest AS shortest_term_years,
       longest AS longest_term_years,
       size(ids) AS reviews,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT {
         UNWIND deaths AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY deaths DESC, outcome
