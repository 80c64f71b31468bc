// Risk factors that one agency knew and another did not
// question: >
//   Which risk factors were known to one agency before the death, while another that had contact with the same
//   people is not said to have known?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   factor: {type: string, default: null, help: 'one factor only, e.g. threats-to-kill'}
// columns:
//   review: the id of the review
//   factor: the risk factor
//   subject: whom it is about
//   known_to: agencies that knew before the death
//   first_known: date at which the first of them is said to have known
//   not_known_to: an agency in dated contact with the same people that is not said to have known
//   its_contacts: number of its dated contacts with them
//   its_last_contact: date of its last, as precise as it is stated
//   evidence: where the knowledge and the contacts stand, with the words
// mirrors: >
//   Home Office 2016 (information sharing, 25 of 33 reviews as recalled in the anchors); no published table by
//   factor.
// empty: >
//   not_known_to means that no sheet codes the knowledge: not reported, never a finding that the agency did not
//   know. first_known is empty where the text gives no date.
// browser: ':params {review: null, factor: null}'
MATCH (o:RiskObservation)-[:IN_REVIEW]->(r:Review)
WHERE ($review IS NULL OR r.id = $review) AND ($factor IS NULL OR o.factor = $factor)
MATCH (o)-[k:KNOWN_TO]->(knowing:Agency)
WITH r, o, collect(DISTINCT knowing) AS informed, min(k.date) AS first_known
WITH r, o, informed, first_known,
     COLLECT {
       MATCH (p:Person)-[:IN_REVIEW]->(r)
       WHERE (o)-[:CONCERNS]->(p) OR p.role = o.subject OR (o.subject = 'relationship' AND p.role IN ['victim', 'perpetrator'])
       RETURN p
     } AS people
MATCH (r)<-[:IN_REVIEW]-(c:Contact)-[:BY_AGENCY]->(other:Agency)
WHERE NOT other IN informed AND EXISTS { MATCH (c)-[:CONCERNS]->(p:Person) WHERE p IN people }
WITH r, o, informed, first_known, other, collect(DISTINCT c) AS contacts, max(c.date) AS last
RETURN r.id AS review,
       o.factor AS factor,
       o.subject AS subject,
       COLLECT { UNWIND informed AS a RETURN a.name AS agency ORDER BY agency } AS known_to,
       first_known,
       other.name AS not_known_to,
       size(contacts) AS its_contacts,
       last AS its_last_contact,
       COLLECT {
         UNWIND [o] + contacts AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY review, factor, subject, its_contacts DESC, not_known_to
