// Reviews held
// question: >
//   Which reviews are in the graph, on whose deaths, and how much was found in each?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
// columns:
//   review: the id of the review
//   title: its title
//   area: local authority or area
//   commissioned_by: the community safety partnership
//   report_kind: overview report or executive summary
//   report_date: date of the report, as precise as it is stated
//   death_dates: dates of the deaths, as precise as they are stated
//   victims: number of victims
//   agencies: number of agencies named
//   contacts: number of dated contacts
//   risk_factors: number of risk factors (factor and subject)
//   missed_opportunities: number of missed opportunities
//   good_practice: number of commendations
//   recommendations: number of recommendations
//   evidence: where the facts about the review itself stand
// mirrors: >
//   The first table of every published analysis (Home Office 2013 onwards; HALT 2023): what the sample is.
// empty: >
//   An empty cell means that the review does not state it; 'unknown' that the review says it is not known, or
//   redacts it.
// browser: ':params {review: null}'
MATCH (r:Review)
WHERE $review IS NULL OR r.id = $review
RETURN r.id AS review,
       r.title AS title,
       r.area AS area,
       r.commissioned_by AS commissioned_by,
       r.report_kind AS report_kind,
       r.report_date AS report_date,
       COLLECT { MATCH (d:Death)-[:IN_REVIEW]->(r) WHERE d.date IS NOT NULL RETURN DISTINCT d.date AS date ORDER BY date } AS death_dates,
       COUNT { (:Victim)-[:IN_REVIEW]->(r) } AS victims,
       COUNT { (r)-[:INVOLVES]->(:Agency) } AS agencies,
       COUNT { (:Contact)-[:IN_REVIEW]->(r) } AS contacts,
       COUNT { (:RiskObservation)-[:IN_REVIEW]->(r) } AS risk_factors,
       COUNT { (:MissedOpportunity)-[:IN_REVIEW]->(r) } AS missed_opportunities,
       COUNT { (:GoodPractice)-[:IN_REVIEW]->(r) } AS good_practice,
       COUNT { (:Recommendation)-[:IN_REVIEW]->(r) } AS recommendations,
       COLLECT {
         MATCH (r)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY review
