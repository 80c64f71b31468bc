// Deaths by type
// question: >
//   How many deaths of each type and kind are there?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
// columns:
//   death_type: homicide, homicide-suicide, victim-suicide or unexplained
//   homicide_kind: intimate-partner, familial or household
//   deaths: number of deaths
//   female: victims said to be female
//   male: victims said to be male
//   mean_age: mean of the victims' stated ages in years
//   reviews: number of reviews
//   review_ids: which
//   evidence: where these facts stand, with the words
// mirrors: >
//   Home Office analyses 2019-20 to 2022-23 (death type, sex, mean age); VKPP Domestic Homicide Project (types of
//   death).
// empty: >
//   An empty cell means that the review does not state it; 'unknown' that the review says it is not known, or
//   redacts it. Ages that a review does not state are left out of the mean.
// browser: ':params {review: null}'
MATCH (d:Death)-[:IN_REVIEW]->(r:Review)
WHERE $review IS NULL OR r.id = $review
OPTIONAL MATCH (d)-[:OF_VICTIM]->(v:Victim)
WITH d.death_type AS death_type, d.homicide_kind AS homicide_kind, collect(DISTINCT d) AS deaths, collect(DISTINCT v) AS victims,
     collect(DISTINCT r.id) AS ids
RETURN death_type,
       homicide_kind,
       size(deaths) AS deaths,
       size([v IN victims WHERE v.sex = 'female']) AS female,
       size([v IN victims WHERE v.sex = 'male']) AS male,
       COLLECT { UNWIND victims AS v WITH avg(v.age) AS mean RETURN round(mean, 1) }[0] AS mean_age,
       size(ids) AS reviews,
       COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS review_ids,
       COLLECT {
         UNWIND deaths AS item
         MATCH (item)-[e:EVIDENCED_BY]->(p:Passage)
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.review, place.lines
       } AS evidence
ORDER BY deaths DESC, death_type, homicide_kind
