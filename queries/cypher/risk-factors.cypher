// Risk factors by review
// question: >
//   Which risk factors does each review report, about whom, and which agencies knew of them before the death?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   factor: {type: string, default: null, help: 'one factor only, e.g. strangulation'}
//   subject: {type: string, default: null, help: 'victim, perpetrator or relationship'}
// columns:
//   review: the id of the review
//   factor: the risk factor
//   subject: whom it is about
//   known_to: agencies that were told of it, saw it or recorded it before the death
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office analyses (vulnerabilities, aggravating factors); DASH 2009 risk checklist.
// empty: >
//   A factor without a row is not reported by that review, which is never the same as absent. An empty known_to
//   means that no agency is said to have known.
// browser: ':params {review: null, factor: null, subject: null}'
MATCH (o:RiskObservation)-[:IN_REVIEW]->(r:Review)
WHERE ($review IS NULL OR r.id = $review)
  AND ($factor IS NULL OR o.factor = $factor)
  AND ($subject IS NULL OR o.subject = $subject)
RETURN r.id AS review,
       o.factor AS factor,
       o.subject AS subject,
       COLLECT { MATCH (o)-[:KNOWN_TO]->(a:Agency) RETURN DISTINCT a.name AS agency ORDER BY agency } AS known_to,
       COLLECT {
         MATCH (o)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY review, subject, factor
