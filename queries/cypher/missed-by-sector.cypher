// Missed opportunities by sector
// question: >
//   In which sectors do which kinds of missed opportunity recur?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   sector: {type: string, default: null, help: 'one sector only, e.g. police'}
//   type: {type: string, default: null, help: 'one kind only, e.g. information-sharing'}
// columns:
//   sector: sector of the agency, as the review has it
//   type: kind of missed opportunity
//   missed: number of missed opportunities
//   agencies: number of agencies
//   reviews: number of reviews
//   review_ids: which
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office 2016 (themes by agency type); Sharp-Jeffs and Kelly 2016 (agencies).
// empty: >
//   An empty sector means that the review blames no agency in particular.
// browser: ':params {review: null, sector: null, type: null}'
MATCH (m:MissedOpportunity)-[:IN_REVIEW]->(r:Review)
WHERE ($review IS NULL OR r.id = $review) AND ($type IS NULL OR m.type = $type)
OPTIONAL MATCH (m)-[:BY_AGENCY]->(a:Agency)<-[i:INVOLVES]-(r)
WITH m, r, a, i
WHERE $sector IS NULL OR i.sector = $sector
WITH i.sector AS sector, m.type AS type, collect(DISTINCT m) AS missed, count(DISTINCT a) AS agencies, collect(DISTINCT r.id) AS ids
RETURN sector,
       type,
       size(missed) AS missed,
       agencies,
       size(ids) AS reviews,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT {
         UNWIND missed AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY missed DESC, sector, type
