// Agencies by review and contribution
// question: >
//   Which agencies does each review name, and what did they give it?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   sector: {type: string, default: null, help: 'one sector only, e.g. police'}
//   contribution: {type: string, default: null, help: 'one kind of contribution only, e.g. imr'}
// columns:
//   review: the id of the review
//   agency: the agency
//   name_used: its name in this review
//   sector: its sector
//   contribution: imr, chronology, report, nil-return or none
//   on_panel: whether it sat on the panel
//   evidence: where these facts stand, with the words
// mirrors: >
//   Learning Legacies 2023 (agencies and their contributions).
// empty: >
//   contribution 'none' means that no written account is mentioned; an empty on_panel that the review does not
//   say.
// browser: ':params {review: null, sector: null, contribution: null}'
MATCH (r:Review)-[i:INVOLVES]->(a:Agency)
WHERE ($review IS NULL OR r.id = $review)
  AND ($sector IS NULL OR i.sector = $sector)
  AND ($contribution IS NULL OR i.contribution = $contribution)
RETURN r.id AS review,
       a.name AS agency,
       i.name_used AS name_used,
       i.sector AS sector,
       i.contribution AS contribution,
       i.on_panel AS on_panel,
       COLLECT {
         MATCH (a)-[e:EVIDENCED_BY]->(p:Passage {review: r.id})
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.lines
       } AS evidence
ORDER BY review, contribution, agency
