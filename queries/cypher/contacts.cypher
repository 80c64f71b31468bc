// Contacts by agency
// question: >
//   Which agencies had dated contact with the people concerned, how often, from when to when?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   kind: {type: string, default: null, help: 'one kind of contact only, e.g. referral'}
// columns:
//   agency: the agency
//   contacts: number of dated contacts
//   kinds: kinds of contact, most frequent first
//   first_contact: date of the first, as precise as it is stated
//   last_contact: date of the last, as precise as it is stated
//   reviews: number of reviews
//   review_ids: which
//   evidence: where these facts stand, with the words
// mirrors: >
//   HALT 2023 (agency contact); Sharp-Jeffs and Kelly 2016 (agencies).
// empty: >
//   Only contacts that the text dates at least to a year are coded; an agency without a row has none that is
//   dated, which is not the same as no contact.
// browser: ':params {review: null, kind: null}'
MATCH (r:Review)<-[:IN_REVIEW]-(c:Contact)-[:BY_AGENCY]->(a:Agency)
WHERE ($review IS NULL OR r.id = $review) AND ($kind IS NULL OR c.kind = $kind)
WITH a, collect(DISTINCT c) AS contacts, min(c.date) AS first, max(c.date) AS last, collect(DISTINCT r.id) AS ids
RETURN a.name AS agency,
       size(contacts) AS contacts,
       COLLECT { UNWIND contacts AS c WITH c.kind AS kind, count(*) AS n RETURN kind ORDER BY n DESC, kind } AS kinds,
       first AS first_contact,
       last AS last_contact,
       size(ids) AS reviews,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT {
         UNWIND contacts AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY contacts DESC, agency, review_ids
