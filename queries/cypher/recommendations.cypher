// Recommendations by addressee
// question: >
//   To whom are recommendations addressed, at what level and on what themes?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   theme: {type: string, default: null, help: 'one theme only, e.g. marac'}
//   level: {type: string, default: null, help: 'local, regional or national'}
// columns:
//   addressee: the agency addressed
//   recommendations: number of recommendations
//   levels: levels
//   themes: themes, most frequent first
//   reviews: number of reviews
//   review_ids: which
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office 2016 section 5; Commissioner 2025 (national recommendations).
// empty: >
//   An empty addressee means that the recommendation speaks to all agencies or names none. One with several
//   addressees counts for each.
// browser: ':params {review: null, theme: null, level: null}'
MATCH (n:Recommendation)-[:IN_REVIEW]->(r:Review)
WHERE ($review IS NULL OR r.id = $review)
  AND ($theme IS NULL OR $theme IN n.themes)
  AND ($level IS NULL OR n.level = $level)
OPTIONAL MATCH (n)-[:ADDRESSED_TO]->(a:Agency)
WITH a, collect(DISTINCT n) AS addressed, collect(DISTINCT r.id) AS ids
RETURN a.name AS addressee,
       size(addressed) AS recommendations,
       COLLECT { UNWIND addressed AS n RETURN DISTINCT n.level AS level ORDER BY level } AS levels,
       COLLECT { UNWIND addressed AS n UNWIND n.themes AS theme WITH theme, count(*) AS times RETURN theme ORDER BY times DESC, theme } AS themes,
       size(ids) AS reviews,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT {
         UNWIND addressed AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY recommendations DESC, addressee, review_ids
