// One review with all that was found in it; `kg show` prints it. Takes $review, an id.
MATCH (r:Review {id: $review})
RETURN properties(r) AS review,
       COLLECT { MATCH (x:Person)-[:IN_REVIEW]->(r) WITH x ORDER BY x.role <> 'victim', x.role <> 'perpetrator', x.label
         RETURN x {.label, .aliases, .role, .sex, .age, .ethnicity, .relation, .origin, .status, .confidence,
           places: COLLECT { MATCH (x)-[e:EVIDENCED_BY]->(p:Passage) RETURN DISTINCT {paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text)} AS place ORDER BY place.lines }} } AS persons,
       COLLECT { MATCH (x:Death)-[:IN_REVIEW]->(r) WITH x ORDER BY x.date, x.uri
         RETURN x {.date, .death_type, .homicide_kind, .relationship, .method, .location, .outcome, .minimum_term_years, .origin, .status, .confidence,
           victims: COLLECT { MATCH (x)-[:OF_VICTIM]->(p:Person) RETURN p.label },
           perpetrators: COLLECT { MATCH (x)-[b:BY_PERPETRATOR]->(p:Person) RETURN p {.label, relationship: b.relationship, outcome: b.outcome, minimum_term_years: b.minimum_term_years} },
           places: COLLECT { MATCH (x)-[e:EVIDENCED_BY]->(p:Passage) RETURN DISTINCT {paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text)} AS place ORDER BY place.lines }} } AS deaths,
       COLLECT { MATCH (r)-[i:INVOLVES]->(a:Agency) WITH i, a ORDER BY i.name_used
         RETURN i {.name_used, agency: a.name, shared: a.scope = 'shared', .aliases, .sector, .contribution, .on_panel, .origin, .status, .confidence,
           places: COLLECT { MATCH (a)-[e:EVIDENCED_BY]->(p:Passage {review: r.id}) RETURN DISTINCT {paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text)} AS place ORDER BY place.lines }} } AS agencies,
       COLLECT { MATCH (x:RiskObservation)-[:IN_REVIEW]->(r) WITH x ORDER BY x.subject, x.factor
         RETURN x {.factor, .subject, .origin, .status, .confidence,
           persons: COLLECT { MATCH (x)-[:CONCERNS]->(p:Person) RETURN p.label AS label ORDER BY label },
           known_to: COLLECT { MATCH (x)-[k:KNOWN_TO]->(a:Agency) MATCH (r)-[i:INVOLVES]->(a) RETURN DISTINCT {agency: i.name_used, date: k.date} AS known ORDER BY known.date, known.agency },
           places: COLLECT { MATCH (x)-[e:EVIDENCED_BY]->(p:Passage) RETURN DISTINCT {paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text)} AS place ORDER BY place.lines }} } AS risk_factors,
       COLLECT { MATCH (x:Contact)-[:IN_REVIEW]->(r) WITH x ORDER BY x.date_earliest, x.date_latest, x.uri
         RETURN x {.date, .kind, .risk_level, .summary, .origin, .status, .confidence,
           agency: COLLECT { MATCH (x)-[:BY_AGENCY]->(a:Agency)<-[i:INVOLVES]-(r) RETURN DISTINCT i.name_used }[0],
           persons: COLLECT { MATCH (x)-[:CONCERNS]->(p:Person) RETURN p.label AS label ORDER BY label },
           places: COLLECT { MATCH (x)-[e:EVIDENCED_BY]->(p:Passage) RETURN DISTINCT {paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text)} AS place ORDER BY place.lines }} } AS contacts,
       COLLECT { MATCH (x:MissedOpportunity)-[:IN_REVIEW]->(r)
         WITH x, COLLECT { MATCH (x)-[:BY_AGENCY]->(a:Agency)<-[i:INVOLVES]-(r) RETURN DISTINCT i.name_used }[0] AS agency
         ORDER BY x.type, agency, x.date_earliest, x.uri
         RETURN x {.type, .date, .summary, .origin, .status, .confidence, agency: agency,
           places: COLLECT { MATCH (x)-[e:EVIDENCED_BY]->(p:Passage) RETURN DISTINCT {paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text)} AS place ORDER BY place.lines }} } AS missed_opportunities,
       COLLECT { MATCH (x:GoodPractice)-[:IN_REVIEW]->(r)
         WITH x, COLLECT { MATCH (x)-[:BY_AGENCY]->(a:Agency)<-[i:INVOLVES]-(r) RETURN DISTINCT i.name_used }[0] AS agency
         ORDER BY agency, x.uri
         RETURN x {.summary, .origin, .status, .confidence, agency: agency,
           places: COLLECT { MATCH (x)-[e:EVIDENCED_BY]->(p:Passage) RETURN DISTINCT {paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text)} AS place ORDER BY place.lines }} } AS good_practice,
       COLLECT { MATCH (x:Recommendation)-[:IN_REVIEW]->(r)
         WITH x, COLLECT { MATCH (x)-[e:EVIDENCED_BY]->(p:Passage) RETURN DISTINCT {paragraph: p.number, page: p.page, lines: [e.first_line, e.last_line], quote: coalesce(e.quote, p.text)} AS place ORDER BY place.lines } AS places
         ORDER BY places[0].lines, x.number
         RETURN x {.number, .level, .themes, .text, .origin, .status, .confidence, places: places,
           addressees: COLLECT { MATCH (x)-[:ADDRESSED_TO]->(a:Agency)<-[i:INVOLVES]-(r) RETURN DISTINCT i.name_used AS name ORDER BY name },
           actions: COLLECT { MATCH (x)-[:HAS_ACTION]->(a:Action) RETURN a {.action, .lead, .milestones, .target_date, .status} }} } AS recommendations
