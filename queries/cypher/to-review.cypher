// What to look at first
// question: >
//   Which findings that nobody has looked at would change the answers most if they were wrong?
// parameters:
//   review: {type: review, default: null, help: 'one review only, by its id'}
//   first: {type: integer, default: 25, help: 'so many, those of most value; null for all'}
//   even: {type: number, default: 0.5, help: 'chance that what was not found is there, and that a finding without a confidence is wrong'}
// columns:
//   value: >-
//     how many reports a look may be expected to change: for each report the chance that the finding is wrong
//     (1 - confidence, or `even` where it lacks what that report counts by) times its part in it, and the sum of these.
//     Its part is 1 where a row rests on it alone and 1/n where a row rests on n of its kind. An agency has the parts of
//     all that names it in the reports whose rows name agencies, and a person those of the deaths in the reports that
//     count people, in each report at most 1
//   review: the id of the review
//   list: the list of the coding sheet that it stands in
//   finding: what was found, or that nothing was
//   confidence: how sure the rule is, 0 to 1
//   not_found: what it lacks that a report counts by
//   matters_to: the reports that it would change most, at most three
//   item: its id in the coding sheet
//   evidence: where it stands, with the words
// mirrors: >
//   No published table. Its order is that of expected change, as in active learning and the value of information.
// empty: >
//   What a person entered or decided on has no row, nor has what no report counts. An empty confidence means that there
//   is none, as for a whole list or a fact about the review that was not found. The confidence of facts about the
//   review that were found is not asked.
// browser: ':params {review: null, first: 25, even: 0.5}'

// Each report's rows: which findings stand in one row, and what a finding lacks there.
CALL () {
  MATCH (x:Death|Contact|RiskObservation|MissedOpportunity|GoodPractice|Recommendation)
  WHERE $review IS NULL OR x.review = $review
  WITH x.review AS review, labels(x) AS kind, collect(x) AS row
  UNWIND row AS x RETURN x, 'reviews' AS report, 1.0 / size(row) AS part, [] AS lacks
UNION ALL
  MATCH (x:Death) WHERE $review IS NULL OR x.review = $review
  WITH x.death_type AS type, x.homicide_kind AS kind, collect(x) AS row
  UNWIND row AS x
  RETURN x, 'deaths' AS report, 1.0 / size(row) AS part,
         CASE WHEN kind IS NULL AND type STARTS WITH 'homicide' THEN ['homicide_kind'] ELSE [] END AS lacks
UNION ALL
  MATCH (x:Death) WHERE $review IS NULL OR x.review = $review
  OPTIONAL MATCH (x)-[:OF_VICTIM]->(v:Victim)
  OPTIONAL MATCH (x)-[by:BY_PERPETRATOR]->(:Perpetrator)
  WITH coalesce(by.relationship, x.relationship) AS relationship, v.sex AS sex, collect(DISTINCT x) AS row
  UNWIND row AS x
  RETURN x, 'relationship' AS report, 1.0 / size(row) AS part,
         CASE WHEN relationship IS NULL THEN ['relationship'] ELSE [] END AS lacks
UNION ALL
  MATCH (x:Death) WHERE $review IS NULL OR x.review = $review
  WITH x.method AS method, x.location AS location, collect(x) AS row
  UNWIND row AS x
  RETURN x, 'method-and-place' AS report, 1.0 / size(row) AS part,
         [field IN ['method', 'location'] WHERE x[field] IS NULL] AS lacks
UNION ALL
  MATCH (x:Death) WHERE $review IS NULL OR x.review = $review
  OPTIONAL MATCH (x)-[by:BY_PERPETRATOR]->(:Perpetrator)
  WITH coalesce(by.outcome, x.outcome) AS outcome, collect(DISTINCT x) AS row
  UNWIND row AS x
  RETURN x, 'outcome' AS report, 1.0 / size(row) AS part,
         CASE WHEN outcome IS NULL AND x.death_type STARTS WITH 'homicide' THEN ['outcome'] ELSE [] END AS lacks
UNION ALL
  // A review's last contacts rest on the dates of its deaths …
  MATCH (x:Death) WHERE $review IS NULL OR x.review = $review
  WITH x.review AS review, collect(x) AS row
  UNWIND row AS x
  RETURN x, 'last-contact' AS report, 1.0 / size(row) AS part, CASE WHEN x.date IS NULL THEN ['date'] ELSE [] END AS lacks
UNION ALL
  // … and on the contacts of each agency's last date.
  MATCH (d:Death) WHERE ($review IS NULL OR d.review = $review) AND d.date IS NOT NULL
  WITH d ORDER BY d.date_earliest, d.date
  WITH d.review AS review, collect(d)[0] AS death
  MATCH (x:Contact {review: review})-[:BY_AGENCY]->(a:Agency)
  WHERE x.date_earliest <= death.date_latest
    AND NOT (x.date = death.date AND x.kind IN ['incident-report', 'enforcement'])
  WITH review, a, x ORDER BY x.date_earliest DESC, x.date_latest
  WITH review, a, collect(x) AS before
  WITH [x IN before WHERE x.date = before[0].date] AS row
  UNWIND row AS x RETURN x, 'last-contact' AS report, 1.0 / size(row) AS part, [] AS lacks
UNION ALL
  MATCH (x:Contact)-[:BY_AGENCY]->(a:Agency) WHERE $review IS NULL OR x.review = $review
  WITH a, collect(DISTINCT x) AS row
  UNWIND row AS x RETURN x, 'contacts' AS report, 1.0 / size(row) AS part, [] AS lacks
UNION ALL
  MATCH (x:RiskObservation) WHERE $review IS NULL OR x.review = $review
  RETURN x, 'risk-factors' AS report, 1.0 AS part, [] AS lacks
UNION ALL
  MATCH (x:RiskObservation) WHERE $review IS NULL OR x.review = $review
  WITH x.factor AS factor, x.subject AS subject, collect(x) AS row, count(DISTINCT x.review) AS reviews
  WHERE reviews >= 2
  UNWIND row AS x RETURN x, 'risk-pairs' AS report, 1.0 / size(row) AS part, [] AS lacks
UNION ALL
  MATCH (x:RiskObservation) WHERE $review IS NULL OR x.review = $review
  RETURN x, 'who-knew' AS report, 1.0 AS part,
         CASE WHEN EXISTS { (x)-[:KNOWN_TO]->(:Agency) } THEN [] ELSE ['known_to'] END AS lacks
UNION ALL
  // The contacts by which an agency had met the people, and is not said to have known.
  MATCH (o:RiskObservation)-[:KNOWN_TO]->(knowing:Agency) WHERE $review IS NULL OR o.review = $review
  WITH o, collect(DISTINCT knowing) AS informed
  MATCH (x:Contact {review: o.review})-[:CONCERNS]->(p:Person)
  WHERE p.role = o.subject OR (o.subject = 'relationship' AND p.role IN ['victim', 'perpetrator'])
     OR EXISTS { (o)-[:CONCERNS]->(p) }
  MATCH (x)-[:BY_AGENCY]->(a:Agency) WHERE NOT a IN informed
  WITH o, a, collect(DISTINCT x) AS row
  UNWIND row AS x
  RETURN x, 'who-knew' AS report, 1.0 / size(row) AS part, [] AS lacks
UNION ALL
  MATCH (x:MissedOpportunity {type: 'marac-referral'}) WHERE $review IS NULL OR x.review = $review
  OPTIONAL MATCH (x)-[:BY_AGENCY]->(a:Agency)
  WITH a, collect(x) AS row
  UNWIND row AS x RETURN x, 'missed-marac-referrals' AS report, 1.0 / size(row) AS part, [] AS lacks
UNION ALL
  MATCH (x:MissedOpportunity) WHERE $review IS NULL OR x.review = $review
  WITH x.type AS type, collect(x) AS row
  UNWIND row AS x RETURN x, 'missed-opportunities' AS report, 1.0 / size(row) AS part, [] AS lacks
UNION ALL
  MATCH (x:MissedOpportunity) WHERE $review IS NULL OR x.review = $review
  OPTIONAL MATCH (x)-[:BY_AGENCY]->(:Agency)<-[i:INVOLVES {review: x.review}]-(:Review)
  WITH i.sector AS sector, x.type AS type, collect(DISTINCT x) AS row
  UNWIND row AS x RETURN x, 'missed-by-sector' AS report, 1.0 / size(row) AS part, [] AS lacks
UNION ALL
  MATCH (x:MissedOpportunity)-[:OF_TYPE]->(kind:MissedOpportunityType)
  WHERE ($review IS NULL OR x.review = $review)
    AND NOT EXISTS { (kind)-[:ANSWERED_BY]->(:Theme)<-[:HAS_THEME]-(:Recommendation {review: x.review}) }
  RETURN x, 'unanswered' AS report, 1.0 AS part, [] AS lacks
UNION ALL
  MATCH (x:Recommendation) WHERE $review IS NULL OR x.review = $review
  OPTIONAL MATCH (x)-[:ADDRESSED_TO]->(a:Agency)
  WITH a, collect(DISTINCT x) AS row
  UNWIND row AS x RETURN x, 'recommendations' AS report, 1.0 / size(row) AS part, [] AS lacks
}
WITH x, report, max(part) AS part, reduce(all = [], some IN collect(lacks) | all + some) AS lacks
WITH collect({x: x, report: report, part: part, lacks: lacks}) AS parts

// To these come the agencies and the persons that they name, and what of a review was not found at all.
CALL (parts) {
  UNWIND parts AS p
  RETURN p.x AS x, p.x.review AS review, p.report AS report, p.part AS part, p.lacks AS lacks, null AS gap
UNION ALL
  UNWIND parts AS p
  WITH p, p.x AS x
  WHERE NOT p.report IN ['reviews', 'risk-pairs', 'missed-opportunities']
  MATCH (x)-[:BY_AGENCY|ADDRESSED_TO|KNOWN_TO]->(a:Agency)
  WITH DISTINCT p, x, a
  RETURN a AS x, x.review AS review, p.report AS report, sum(p.part) AS part, [] AS lacks, null AS gap
UNION ALL
  MATCH (r:Review)-[:INVOLVES]->(a:Agency) WHERE $review IS NULL OR r.id = $review
  RETURN DISTINCT a AS x, r.id AS review, 'agencies' AS report, 1.0 AS part, [] AS lacks, null AS gap
UNION ALL
  UNWIND parts AS p
  WITH p, p.x AS x
  WHERE p.report IN ['deaths', 'relationship', 'outcome']
  MATCH (x)-[:OF_VICTIM|BY_PERPETRATOR]->(who:Person)
  WITH DISTINCT p, x, who
  WITH who, p.report AS report, sum(p.part) AS part
  RETURN who AS x, who.review AS review, report, part,
         [field IN ['sex', 'age'] WHERE who[field] IS NULL AND who.role = 'victim'
           AND (report = 'deaths' OR (report = 'relationship' AND field = 'sex'))] AS lacks, null AS gap
UNION ALL
  MATCH (r:Review) WHERE ($review IS NULL OR r.id = $review) AND r.field_origins CONTAINS '"by": "machine"'
  WITH r, COLLECT { MATCH (n)-[:IN_REVIEW]->(r) UNWIND labels(n) AS label RETURN DISTINCT label } AS labels
  UNWIND [
    {gap: 'no victim', label: 'Victim', reports: ['deaths', 'relationship']},
    {gap: 'no death', label: 'Death', reports: ['deaths', 'relationship', 'method-and-place', 'outcome', 'last-contact']},
    {gap: 'no dated contact', label: 'Contact', reports: ['contacts', 'last-contact', 'who-knew']},
    {gap: 'no risk factor', label: 'RiskObservation', reports: ['risk-factors', 'risk-pairs', 'who-knew']},
    {gap: 'no missed opportunity', label: 'MissedOpportunity',
     reports: ['missed-opportunities', 'missed-by-sector', 'missed-marac-referrals', 'unanswered']},
    {gap: 'no good practice', label: 'GoodPractice', reports: []},
    {gap: 'no recommendation', label: 'Recommendation', reports: ['recommendations', 'unanswered']},
    {gap: 'area', field: 'area', reports: []},
    {gap: 'commissioned_by', field: 'commissioned_by', reports: []},
    {gap: 'report_date', field: 'report_date', reports: []}
  ] AS sought
  WITH r, labels, sought
  WHERE NOT sought.label IN labels
     OR (r[sought.field] IS NULL AND NOT r.field_origins CONTAINS '"' + sought.field + '": {')
  UNWIND ['reviews'] + sought.reports AS report
  RETURN r AS x, r.id AS review, report, 1.0 AS part, [sought.gap] AS lacks, sought.gap AS gap
}
WITH x, review, gap, report, CASE WHEN part > 1 THEN 1.0 ELSE part END AS part, lacks
OPTIONAL MATCH (:Review {id: review})-[i:INVOLVES]->(x)
WITH x, review, gap, report, part, lacks, coalesce(i, x) AS item
WHERE gap IS NOT NULL OR (item.origin = 'machine' AND coalesce(item.status, 'unreviewed') = 'unreviewed')
WITH x, review, gap, item, report, lacks, part, 1 - coalesce(item.confidence, 1 - $even) AS doubt
WITH x, review, gap, item, report, lacks, part * CASE WHEN lacks <> [] AND $even > doubt THEN $even ELSE doubt END AS worth
ORDER BY worth DESC, report
WITH x, review, gap, item, round(sum(worth), 2) AS value, collect(report)[..3] AS matters_to, collect(lacks) AS lacks
ORDER BY value DESC, review, item.uri, gap
LIMIT coalesce($first, 1000000000)
RETURN value,
       review,
       {Person: 'persons', Death: 'deaths', Agency: 'agencies', RiskObservation: 'risk_factors', Contact: 'contacts',
        MissedOpportunity: 'missed_opportunities', GoodPractice: 'good_practice', Recommendation: 'recommendations',
        Review: 'review'}[[l IN labels(x) WHERE NOT l IN ['Victim', 'Perpetrator']][0]] AS list,
       CASE WHEN gap IS NOT NULL THEN ['not found'] ELSE [text IN [coalesce(item.name_used, x.name)] +
         COLLECT { MATCH (x)-[:BY_AGENCY|ADDRESSED_TO]->(a:Agency) RETURN DISTINCT a.name AS name ORDER BY name } +
         COLLECT { MATCH (x)-[:OF_VICTIM]->(p:Person) RETURN p.label } + [x.summary] WHERE text IS NOT NULL] END AS finding,
       item.confidence AS confidence,
       COLLECT { UNWIND lacks AS fields UNWIND fields AS field RETURN DISTINCT field ORDER BY field } AS not_found,
       matters_to,
       item.item_id AS item,
       COLLECT {
         MATCH (x)-[e:EVIDENCED_BY]->(p:Passage {review: review}) WHERE gap IS NULL
         RETURN DISTINCT {review: p.review, paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text), passage: p.uri} AS place ORDER BY place.lines
       } AS evidence
ORDER BY value DESC, review, list, finding, item
