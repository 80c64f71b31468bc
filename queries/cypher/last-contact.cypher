// Last contact before the death
// question: >
//   When did each agency last have contact before the death, and what kind of contact was it?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
// columns:
//   review: the id of the review
//   agency: the agency
//   date: date of its last contact, as precise as it is stated
//   kind: kind of contact
//   days_before_death: days from that contact to the first death
//   summary: what it was
//   evidence: where these facts stand, with the words
// mirrors: >
//   No published table; asked for in HALT 2023 and in the statutory guidance ("opportunities for intervention").
// empty: >
//   days_before_death is empty where the contact or the death is not dated to the day. Calls, reports, arrests and
//   the like on the date of the death itself are the response to it and are left out. A review that does not date
//   the death has no rows.
// browser: ':params {review: null}'
MATCH (r:Review)<-[:IN_REVIEW]-(d:Death)
WHERE ($review IS NULL OR r.id = $review) AND d.date IS NOT NULL
WITH r, d ORDER BY d.date_earliest, d.date
WITH r, collect(d)[0] AS death
MATCH (r)<-[:IN_REVIEW]-(c:Contact)-[:BY_AGENCY]->(a:Agency)
WHERE c.date_earliest <= death.date_latest
  AND NOT (c.date = death.date AND c.kind IN ['incident-report', 'enforcement'])
WITH r, death, a, c ORDER BY c.date_earliest DESC, c.date_latest, c.kind, c.uri
WITH r, death, a, collect(c)[0] AS last
RETURN r.id AS review,
       a.name AS agency,
       last.date AS date,
       last.kind AS kind,
       CASE WHEN last.date_precision = 'day' AND death.date_precision = 'day'
            THEN duration.inDays(last.date_earliest, death.date_earliest).days END AS days_before_death,
       last.summary AS summary,
       COLLECT {
         MATCH (last)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY review, date DESC, agency
