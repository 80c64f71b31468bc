"""Openings of reviews in many house styles, all of them fiction, with what a careful coder would code.

Places, people and events are invented. The first key of each is what the persons, deaths and review families are held to;
a field that is left out is not asked for.
"""

# The texts stand as reports have them: a paragraph a line.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any, NamedTuple


class Style(NamedTuple):
    """One opening: its text, and the expected ``persons`` (label, role, sex, age), ``deaths`` and ``review`` fields."""

    text: str
    persons: list[tuple[str, str, str | None, int | None]]
    deaths: list[dict[str, Any]]
    review: dict[str, Any]


STYLES: dict[str, Style] = {}

STYLES["key table in columns of blanks"] = Style(
    """
Domestic Homicide Review
Overview Report

Adult 1, who died in June 2016

Commissioned by Calderbeck Community Safety Partnership

Independent Chair:   Josie Farrant
Report Author:       Dr Anil Kapoor

Report completed:    11th April 2018

1. Introduction

1.1 This Domestic Homicide Review examines the circumstances of the death of Adult 1, aged 36, in Calderbeck on 4 June 2016.
Adult 1 was stabbed by her estranged husband, Adult 2, in the car park of a supermarket. Adult 2 was arrested at the scene.

1.2 Adult 2 was convicted of murder in January 2017 and sentenced to life imprisonment. He will serve a minimum of 24 years.

1.3 The following key is used in this report:

Adult 1         Victim                       36    White British
Adult 2         Perpetrator, husband of Adult 1     41    White British
Child A         Daughter of Adult 1 and Adult 2     12
Adult 3         Mother of Adult 1

2. Terms of reference

2.1 The timescale for the review was agreed as 1 April 2013 to 4 June 2016.
""",
    [
        ("Adult 1", "victim", "female", 36),
        ("Adult 2", "perpetrator", "male", 41),
        ("Child A", "child", "female", 12),
        ("Adult 3", "relative", "female", None),
    ],
    [
        {
            "victim": "Adult 1",
            "perpetrators": ["Adult 2"],
            "date": "2016-06-04",
            "death_type": "homicide",
            "homicide_kind": "intimate-partner",
            "relationship": "ex-spouse",
            "method": "sharp-instrument",
            "location": "public-place",
            "outcome": "convicted-murder",
            "minimum_term_years": 24,
        }
    ],
    {
        "report_kind": "overview-report",
        "commissioned_by": "Calderbeck Community Safety Partnership",
        "area": "Calderbeck",
        "chair": "Josie Farrant",
        "author": "Dr Anil Kapoor",
        "report_date": "2018-04-11",
        "scope_from": "2013-04-01",
        "scope_to": "2016-06-04",
    },
)

STYLES["summary without front matter, initials"] = Style(
    """Executive Summary

1. This is the summary of a review into the death of AB, a woman of 52, who was killed by her partner, CD, in February 2013.

2. The review was commissioned by the Safer Wexcombe Partnership. It was chaired by Margery Tull, an independent consultant, who also wrote the report.

3. On 16 February 2013 AB was found dead in her flat. A post-mortem examination gave the cause of death as strangulation with a ligature.

4. CD was arrested on suspicion of murder. He was found not guilty of murder but was convicted of manslaughter in October 2013, and was sentenced to nine years' imprisonment.

5. Agencies were asked about their contact with AB and CD in the period from January 2009 to 16 February 2013.

6. AB and CD had lived together since 2008. AB's sister told the panel that AB had hidden a great deal from her family. AB's sister also said that CD drank.
""",
    [("AB", "victim", "female", 52), ("CD", "perpetrator", "male", None), ("AB's sister", "relative", "female", None)],
    [
        {
            "victim": "AB",
            "perpetrators": ["CD"],
            "date": "2013-02-16",
            "death_type": "homicide",
            "homicide_kind": "intimate-partner",
            "relationship": "partner",
            "method": "ligature-strangulation",
            "location": "residence",
            "outcome": "convicted-manslaughter",
            "minimum_term_years": None,
        }
    ],
    {
        "report_kind": "executive-summary",
        "commissioned_by": "Safer Wexcombe Partnership",
        "area": "Wexcombe",
        "chair": "Margery Tull",
        "author": "Margery Tull",
        "scope_from": "2009-01",
        "scope_to": "2013-02-16",
    },
)

STYLES["a son kills his mother, unfit to plead"] = Style(
    """
NORTH SANDLEY COMMUNITY SAFETY PARTNERSHIP

DOMESTIC HOMICIDE REVIEW

OVERVIEW REPORT

Into the death of Mrs A

Case Number DHR 7

Author: Colin Redfern

September 2015

CONTENTS

Background to the review    3

BACKGROUND

3.1 Mrs A, a widow of 68, lived with her son, Mr B, who was aged 39 at the time of her death.

3.2 On Sunday 9th March 2014 police were called by a neighbour to Mrs A's home, where they found Mrs A dead in the kitchen. She had been hit repeatedly with a hammer. Mr B was arrested at the address.

3.3 Mr B was charged with the murder of his mother. In September 2014 he was found unfit to plead and was made subject to a hospital order with restrictions.

3.4 Mr B's sister, Ms C, contributed to the review.

THE REVIEW

4.1 Colin Redfern was appointed by the partnership to chair the review and to write this report. He is independent of all agencies.

4.2 The panel agreed that the review should cover the period between 1st January 2010 and the date of Mrs A's death.
""",
    [("Mrs A", "victim", "female", 68), ("Mr B", "perpetrator", "male", 39), ("Ms C", "relative", "female", None)],
    [
        {
            "victim": "Mrs A",
            "perpetrators": ["Mr B"],
            "date": "2014-03-09",
            "death_type": "homicide",
            "homicide_kind": "familial",
            "relationship": "child",
            "method": "blunt-instrument",
            "location": "residence",
            "outcome": "hospital-order",
        }
    ],
    {
        "report_kind": "overview-report",
        "reference": "DHR 7",
        "commissioned_by": "North Sandley Community Safety Partnership",
        "area": "North Sandley",
        "chair": "Colin Redfern",
        "author": "Colin Redfern",
        "report_date": "2015-09",
        "scope_from": "2010-01-01",
        "scope_to": "2014-03-09",
    },
)

STYLES["a suicide, first names"] = Style(
    """
Domestic Abuse Related Death Review

'Bethan'

Died: 2 December 2022

Review Panel Chair and Report Author – Tamsin Orchard

On behalf of Safe and Stronger Merrowdale Partnership

Version 4, July 2024

Preface

The panel offers its condolences to Bethan's parents and to her children.

1. Summary

1.1 Bethan (a pseudonym chosen by her mother) was 31 years old when she took her own life on 2 December 2022 at her home. Her former partner, known in this report as Gareth, had been abusive to Bethan for four years.

1.2 The coroner recorded a conclusion of suicide in May 2023. Gareth was interviewed by police; he was not charged with any offence relating to Bethan's death.

1.3 Bethan and Gareth had been in a relationship from 2017 until it ended in August 2022. They had one son, Elis. Elis now lives with his grandparents.

1.4 The review considered agencies' involvement from 1 September 2017, when the relationship began, to 2 December 2022.
""",
    [("Bethan", "victim", "female", 31), ("Gareth", "perpetrator", "male", None), ("Elis", "child", "male", None)],
    [
        {
            "victim": "Bethan",
            "perpetrators": ["Gareth"],
            "date": "2022-12-02",
            "death_type": "victim-suicide",
            "homicide_kind": "intimate-partner",
            "relationship": "ex-partner",
            "method": "self-inflicted",
            "location": "residence",
            "outcome": "not-charged",
        }
    ],
    {
        "report_kind": "overview-report",
        "commissioned_by": "Safe and Stronger Merrowdale Partnership",
        "area": "Merrowdale",
        "chair": "Tamsin Orchard",
        "author": "Tamsin Orchard",
        "report_date": "2024-07",
        "scope_from": "2017-09-01",
        "scope_to": "2022-12-02",
    },
)

STYLES["Welsh, combined with a practice review"] = Style(
    """
Bwrdd Gwasanaethau Cyhoeddus Cwm Isaf / Cwm Isaf Public Services Board

Combined Domestic Homicide Review and Adult Practice Review

Adult F

Chair of the Panel
Rhiannon Pugh

Independent Reviewer
Huw Penry-Lloyd

Date of report: 30/11/2020

1. Circumstances

Adult F was a 79 year old woman who died in hospital on 8 May 2018. She had been assaulted at home on 1 May 2018 by her husband, Adult G, aged 83, who was living with dementia. Adult G had struck Adult F with a walking stick.

Adult G was charged with manslaughter. He died in September 2018, before the trial.

Adult F was cared for at home by her daughter, who is referred to as Adult H. Adult H took part in the review.

2. Time frame

The timeline for this review is from May 2016 to May 2018.
""",
    [("Adult F", "victim", "female", 79), ("Adult G", "perpetrator", "male", 83), ("Adult H", "child", "female", None)],
    [
        {
            "victim": "Adult F",
            "perpetrators": ["Adult G"],
            "date": "2018-05-08",
            "death_type": "homicide",
            "homicide_kind": "intimate-partner",
            "relationship": "spouse",
            "method": "blunt-instrument",
            "location": "residence",
            "outcome": "died-before-trial",
        }
    ],
    {
        "commissioned_by": "Cwm Isaf Public Services Board",
        "area": "Cwm Isaf",
        "chair": "Rhiannon Pugh",
        "author": "Huw Penry-Lloyd",
        "report_date": "2020-11-30",
        "scope_from": "2016-05",
        "scope_to": "2018-05",
    },
)

STYLES["bare role words, redacted date"] = Style(
    """
DHR/2012/03

Domestic Homicide Review
under section 9 of the Domestic Violence, Crime and Victims Act 2004

Concerning a woman of 44 who died

Report produced by Leonard Mistry
Independent Chair and Author

Presented to Ashmarsh Safer Communities Board on 3rd June 2013

INTRODUCTION

1. In XX August 2011 Victim was fatally stabbed at the home she shared with Perpetrator. Perpetrator called the ambulance service and said that he had killed his wife.

2. Perpetrator pleaded guilty to manslaughter on the grounds of diminished responsibility and received a sentence of eight years.

3. Victim was born in Poland. Victim and Perpetrator had been married for twelve years. Perpetrator worked as a driver and Victim as a cleaner.

4. Victim had two children, who were at school when Victim died.

5. The review has looked at the three years before the death.
""",
    [("Victim", "victim", "female", 44), ("Perpetrator", "perpetrator", "male", None)],
    [
        {
            "victim": "Victim",
            "perpetrators": ["Perpetrator"],
            "date": "2011-08",
            "death_type": "homicide",
            "homicide_kind": "intimate-partner",
            "relationship": "spouse",
            "method": "sharp-instrument",
            "location": "residence",
            "outcome": "convicted-manslaughter-diminished-responsibility",
        }
    ],
    {
        "reference": "DHR/2012/03",
        "commissioned_by": "Ashmarsh Safer Communities Board",
        "area": "Ashmarsh",
        "chair": "Leonard Mistry",
        "author": "Leonard Mistry",
        "report_date": "2013-06-03",
    },
)

STYLES["homicide and suicide, hard-wrapped"] = Style(
    """
Domestic Homicide Review into the deaths of
Edith and Walter

Overview report prepared for the Lower Tarn
Crime and Disorder Reduction Partnership

Overview Report Writer: Sheila
Hargrave-Pell

1 INTRODUCTION

1.1 This review concerns the deaths of a married couple, Edith
(the victim), aged 77, and Walter (the perpetrator), aged 81. On
21 October 2014 Walter shot Edith in the bedroom of
their bungalow and then took his own
life. Both had a shotgun wound.

1.2 The inquest in March 2015 concluded that Edith had been
unlawfully killed and that Walter had killed himself.

1.3 Walter held a shotgun certificate. Walter had been the
carer of his wife Edith since her stroke.

2 SCOPE

2.1 The panel decided to look at the period from 1st October 2012
until the deaths on 21 October 2014.
""",
    [("Edith", "victim", "female", 77), ("Walter", "perpetrator", "male", 81)],
    [
        {
            "victim": "Edith",
            "perpetrators": ["Walter"],
            "date": "2014-10-21",
            "death_type": "homicide-suicide",
            "homicide_kind": "intimate-partner",
            "relationship": "spouse",
            "method": "shooting",
            "location": "residence",
            "outcome": "died-before-trial",
        }
    ],
    {
        "report_kind": "overview-report",
        "commissioned_by": "Lower Tarn Crime and Disorder Reduction Partnership",
        "area": "Lower Tarn",
        "scope_from": "2012-10-01",
        "scope_to": "2014-10-21",
    },
)

STYLES["a male victim, letters V and P"] = Style(
    """
Safer Oakhaven
Community Safety Partnership

Domestic Homicide Review – Executive Summary

Independent Chair and Author of the report: Professor Ruth Amankwah

Publication: May 2021

The people in this review

V – the victim, a man aged 29
P – the perpetrator, a woman aged 33, partner of V
M – V's mother

The homicide

V was stabbed once in the chest with a kitchen knife by P during an argument at P's flat on 30 August 2018. V died later that night in hospital.

P was charged with murder. At trial she was acquitted of murder and found guilty of manslaughter, and was sentenced to six years in prison.

V and P had been in a relationship for two years. M said that V had never told her that P hit him.

Time period

The time period under review was 1 August 2016 to 30 August 2018.
""",
    [("V", "victim", "male", 29), ("P", "perpetrator", "female", 33), ("M", "relative", "female", None)],
    [
        {
            "victim": "V",
            "perpetrators": ["P"],
            "date": "2018-08-30",
            "death_type": "homicide",
            "homicide_kind": "intimate-partner",
            "relationship": "partner",
            "method": "sharp-instrument",
            "location": "residence",
            "outcome": "convicted-manslaughter",
        }
    ],
    {
        "report_kind": "executive-summary",
        "commissioned_by": "Safer Oakhaven Community Safety Partnership",
        "area": "Oakhaven",
        "chair": "Professor Ruth Amankwah",
        "author": "Professor Ruth Amankwah",
        "scope_from": "2016-08-01",
        "scope_to": "2018-08-30",
    },
)

STYLES["two perpetrators, a sister"] = Style(
    """
Domestic Homicide Review
Overview Report
Samira
Died August 2019

Commissioned by: Brackwater Safer Partnership
Chair: Dominic Oyelaran
Author: Fiona Peel

Date completed: 14 December 2021

1. The circumstances

Samira, aged 20, was killed by her brother, Tariq, and his wife, Noor, at the family home on 3 August 2019. Samira had been suffocated.

The victim is referred to as "Samira" in this report. Tariq and Noor are the perpetrators.

In March 2020 Tariq was convicted of murder and sentenced to life with a minimum term of 26 years. Noor was convicted of causing or allowing the death of a vulnerable adult.

Samira was of Kurdish heritage. Tariq was 28 and Noor was 25 at the time of the death.

The review panel looked at events from 1 January 2017 up to the date of the murder.
""",
    [("Samira", "victim", "female", 20), ("Tariq", "perpetrator", "male", 28), ("Noor", "perpetrator", "female", 25)],
    [
        {
            "victim": "Samira",
            "perpetrators": ["Tariq", "Noor"],
            "date": "2019-08-03",
            "death_type": "homicide",
            "homicide_kind": "familial",
            "relationship": "sibling",
            "method": "suffocation",
            "location": "residence",
            "outcome": "convicted-murder",
            "minimum_term_years": 26,
        }
    ],
    {
        "commissioned_by": "Brackwater Safer Partnership",
        "area": "Brackwater",
        "chair": "Dominic Oyelaran",
        "author": "Fiona Peel",
        "report_date": "2021-12-14",
        "scope_from": "2017-01-01",
        "scope_to": "2019-08-03",
    },
)

STYLES["two women, cells on lines of their own"] = Style(
    """
DOMESTIC HOMICIDE REVIEW

Case of Joanna Field (2017)

Commissioned by
Fenwater and District Community Safety Partnership

Report by
Alice Prendergast

Chair
Robert Quayle

Date
February 2019

Pseudonyms

Name
Role
Age
Joanna Field
Victim
47
Karen Holt
Perpetrator and ex-partner of Joanna Field
50

Summary of the case

Joanna Field died on 12 July 2017. Karen Holt, from whom she had separated in the spring, set fire to the house in which Joanna Field was asleep.

Karen Holt pleaded guilty to murder on the first day of her trial in January 2018. The judge set a tariff of twenty-one years.

The review considered the contact of agencies with both women between July 2015 and July 2017.
""",
    [("Joanna Field", "victim", "female", 47), ("Karen Holt", "perpetrator", "female", 50)],
    [
        {
            "victim": "Joanna Field",
            "perpetrators": ["Karen Holt"],
            "date": "2017-07-12",
            "death_type": "homicide",
            "homicide_kind": "intimate-partner",
            "relationship": "ex-partner",
            "method": "burning",
            "location": "residence",
            "outcome": "convicted-murder",
            "minimum_term_years": 21,
        }
    ],
    {
        "commissioned_by": "Fenwater and District Community Safety Partnership",
        "area": "Fenwater and",
        "chair": "Robert Quayle",
        "author": "Alice Prendergast",
        "report_date": "2019-02",
        "scope_from": "2015-07",
        "scope_to": "2017-07",
    },
)
STYLES["two women, cells on lines of their own"].review.pop("area")

STYLES["role words, a son and his father, distractors"] = Style(
    """
EASTMERE DOMESTIC HOMICIDE REVIEW

DHR CASE No 4

EXECUTIVE SUMMARY

Under Section 9 of the Domestic Violence Crime and Victims Act (2004)

in respect of the death of a man aged 66 years
on 14th November 2012

Report produced by Graham Stott MBE
Independent Chair and Author

2nd September 2014

LIST OF ABBREVIATIONS

DHR  Domestic Homicide Review

INTRODUCTION

This Domestic Homicide Review examines the circumstances surrounding the death of the Victim at his home address. The Eastmere Community Safety Partnership was notified of the death by Wolds Police on 20th November 2012. The Chair has met the Victim's daughter, the Perpetrator and a family friend.

The Victim's wife died in April 2010. The Victim had been married for forty years and the Perpetrator, who was 38 years of age, had a difficult relationship with his father.

SUMMARY OF EVENTS

In March 2011 police were called to the Victim's address when the Perpetrator damaged a car. On 6th May 2011 officers attended again. The Perpetrator was arrested for assault in January 2012 and his partner told police that the couple were drinking.

On the 12th November 2012 the Victim was assaulted by the Perpetrator with a metal bar in the hallway. He was taken to hospital, where he died on 14th November 2012. The Perpetrator, the Victim's son, was arrested and charged with murder.

On the 10th June 2013 at the Crown Court the Perpetrator was found guilty of the murder of the Victim and on 11th June 2013 he was sentenced to life imprisonment, to serve a minimum of 17 years.

TERMS OF REFERENCE

The Review should focus on events from 1st April 2010 up to the death of the Victim unless it becomes apparent to the Chair that the timescale should be extended.
""",
    [("The victim", "victim", "male", 66), ("The perpetrator", "perpetrator", "male", 38)],
    [
        {
            "victim": "The victim",
            "perpetrators": ["The perpetrator"],
            "date": "2012-11-14",
            "death_type": "homicide",
            "homicide_kind": "familial",
            "relationship": "child",
            "method": "blunt-instrument",
            "location": "residence",
            "outcome": "convicted-murder",
            "minimum_term_years": 17,
        }
    ],
    {
        "report_kind": "executive-summary",
        "reference": "DHR CASE No 4",
        "commissioned_by": "Eastmere Community Safety Partnership",
        "chair": "Graham Stott",
        "author": "Graham Stott",
        "report_date": "2014-09-02",
        "scope_from": "2010-04-01",
        "scope_to": "2012-11-14",
    },
)

STYLES["a brother, names in the text only"] = Style(
    """
Review into the death of Pauline

Thornley and Wick Community Safety Partnership

Domestic Homicide Review Overview Report
July 2016

Final report for publication

Chair and author: Ms Imogen Castellan, Castellan Consulting

1. Outline of the incident

1.1 At 6.40am on Monday 19 January 2015 Pauline's brother Derek rang 999 and said that he had strangled his sister. Ambulance staff and police found Pauline in the bedroom of the bungalow that she and Derek had shared since their mother died in 2006. Pauline, who was 58, was pronounced dead at 7.15am.

1.2 Derek, then 55, was detained under the Mental Health Act. In December 2015 he pleaded guilty to manslaughter on the ground of diminished responsibility; his plea was accepted and the judge made a hospital order under section 37 of the Mental Health Act, with a restriction under section 41.

1.3 Neither Pauline nor Derek had ever married. Pauline's friend Sue and her niece Alison spoke to the chair. Derek did not reply to the chair's letter.

2. The review

2.1 The terms of reference asked each agency to examine its contact with Pauline or Derek between January 2010 and January 2015.
""",
    [
        ("Pauline", "victim", "female", 58),
        ("Derek", "perpetrator", "male", 55),
    ],
    [
        {
            "victim": "Pauline",
            "perpetrators": ["Derek"],
            "date": "2015-01-19",
            "death_type": "homicide",
            "homicide_kind": "familial",
            "relationship": "sibling",
            "method": "manual-strangulation",
            "location": "residence",
            "outcome": "convicted-manslaughter-diminished-responsibility",
            "minimum_term_years": None,
        }
    ],
    {
        "report_kind": "overview-report",
        "commissioned_by": "Thornley and Wick Community Safety Partnership",
        "chair": "Ms Imogen Castellan",
        "author": "Ms Imogen Castellan",
        "report_date": "2016-07",
        "scope_from": "2010-01",
        "scope_to": "2015-01",
    },
)

STYLES["mother and daughter killed, two victims"] = Style(
    """
Safer Penhallow

Domestic Homicide Review

Overview Report in respect of the deaths of Lena and Zofia in May 2020

Prepared by: Owen Trask, Independent Chair and Report Author
Completed 8 March 2022

Executive

Section One: Introduction

1. Lena (aged 39) and her mother Zofia (aged 64) were murdered by Lena's husband, Pavel, on 11 May 2020. Pavel stabbed Lena and Zofia at the home that they shared. He handed himself in to the police.

2. Pavel, aged 45, pleaded guilty to two counts of murder and received a life sentence with a minimum term of 31 years.

3. Lena's two children, known as Child 1 and Child 2, were at school. Child 1 was 13 and Child 2 was 9.

4. Safer Penhallow Partnership commissioned the review. It covers the period 1 January 2015 to 11 May 2020.
""",
    [
        ("Lena", "victim", "female", 39),
        ("Zofia", "victim", "female", 64),
        ("Pavel", "perpetrator", "male", 45),
        ("Child 1", "child", None, None),
        ("Child 2", "child", None, None),
    ],
    [
        {
            "victim": "Lena",
            "perpetrators": ["Pavel"],
            "date": "2020-05-11",
            "death_type": "homicide",
            "homicide_kind": "intimate-partner",
            "relationship": "spouse",
            "method": "sharp-instrument",
            "location": "residence",
            "outcome": "convicted-murder",
            "minimum_term_years": 31,
        },
        {
            "victim": "Zofia",
            "perpetrators": ["Pavel"],
            "date": "2020-05-11",
            "death_type": "homicide",
            "homicide_kind": "familial",
            "relationship": "other-relative",
            "method": "sharp-instrument",
            "outcome": "convicted-murder",
        },
    ],
    {
        "report_kind": "overview-report",
        "commissioned_by": "Safer Penhallow Partnership",
        "area": "Penhallow",
        "chair": "Owen Trask",
        "author": "Owen Trask",
        "report_date": "2022-03-08",
        "scope_from": "2015-01-01",
        "scope_to": "2020-05-11",
    },
)

STYLES["full fictional names, a lodger, unnumbered"] = Style(
    """
**Mallard Vale Community Safety Partnership**

**Domestic Homicide Review into the death of Raymond Ashby in March 2021**

**Overview Report**

Author: Harriet Nwosu BA (Hons), MSc

Date: 9th January 2023

**Glossary**

**Introduction**

This report examines how agencies responded to Raymond Ashby (known as Ray), a 61-year-old White British man who lived in Mallard Vale, before his death on 22 March 2021. Raymond Ashby had let a room in his house to Scott Penrose, then aged 34, since the previous summer.

Scott Penrose beat Raymond Ashby with a dumbbell during the night. He was arrested the following day and later convicted of the murder of Raymond Ashby. He was sentenced in November 2021 to life imprisonment and must serve at least 18 years.

Scott Penrose was Raymond Ashby's lodger. They were not related and had not been in a relationship.

**Timescales**

The Partnership appointed Harriet Nwosu as independent chair and author in June 2021. The review was concluded in December 2022.

The panel agreed to review the period 1 January 2019 to 22 March 2021.
""",
    [("Raymond Ashby", "victim", "male", 61), ("Scott Penrose", "perpetrator", "male", 34)],
    [
        {
            "victim": "Raymond Ashby",
            "perpetrators": ["Scott Penrose"],
            "date": "2021-03-22",
            "death_type": "homicide",
            "homicide_kind": "household",
            "relationship": "household-member",
            "method": "blunt-instrument",
            "outcome": "convicted-murder",
            "minimum_term_years": 18,
        }
    ],
    {
        "report_kind": "overview-report",
        "commissioned_by": "Mallard Vale Community Safety Partnership",
        "area": "Mallard Vale",
        "chair": "Harriet Nwosu",
        "author": "Harriet Nwosu",
        "report_date": "2023-01-09",
        "scope_from": "2019-01-01",
        "scope_to": "2021-03-22",
    },
)

STYLES["subject letters, unexplained, no conviction"] = Style(
    """
Safer Tidewater Partnership

Domestic Homicide Review

Subject A

Executive Summary

Chair of Review: David Lomax

Completed: May 2016

1. Subject A, a woman aged 27, was found dead at her flat on 3rd October 2013 by her partner, Subject B, who was 30.

2. The pathologist could not ascertain the cause of Subject A's death. Subject B was arrested on suspicion of murder and released without charge. Subject B said that he had been at work. The coroner recorded an open verdict.

3. Subject A and Subject B had been in a relationship for eighteen months. Subject A's mother and Subject A's sister met the Chair.

4. The timeframe under review is from 3rd October 2011 to 3rd October 2013.
""",
    [
        ("Subject A", "victim", "female", 27),
        ("Subject B", "perpetrator", "male", 30),
        ("Subject A's mother", "relative", "female", None),
        ("Subject A's sister", "relative", "female", None),
    ],
    [
        {
            "victim": "Subject A",
            "perpetrators": ["Subject B"],
            "date": "2013-10-03",
            "death_type": "unexplained",
            "relationship": "partner",
            "outcome": "not-charged",
            "location": "residence",
        }
    ],
    {
        "report_kind": "executive-summary",
        "commissioned_by": "Safer Tidewater Partnership",
        "chair": "David Lomax",
        "report_date": "2016-05",
        "scope_from": "2011-10-03",
        "scope_to": "2013-10-03",
    },
)

STYLES["subjects by letter, each said once"] = Style(
    """Domestic Homicide Review Case 9 – Executive Summary

Executive Summary November 2014

INTRODUCTION

1. The Safer Hallowshire Partnership (SHP) carried out this review of the death of Subject F, who was strangled by her grandson Subject G in Hallowshire in May 2013. Subject G was convicted of murder in February 2014 and must serve at least 16 years.

2. Reviews of this kind are held so that agencies can learn.
""",
    [("Subject F", "victim", "female", None), ("Subject G", "perpetrator", "male", None)],
    [
        {
            "victim": "Subject F",
            "perpetrators": ["Subject G"],
            "date": "2013-05",
            "homicide_kind": "familial",
            "relationship": "other-relative",
            "method": "manual-strangulation",
            "outcome": "convicted-murder",
            "minimum_term_years": 16,
        }
    ],
    {
        "report_kind": "executive-summary",
        "reference": "Case 9",
        "commissioned_by": "Safer Hallowshire Partnership",
        "area": "Hallowshire",
        "report_date": "2014-11",
    },
)

STYLES["names in quotation marks, a title over two lines, capitals"] = Style(
    """
DOMESTIC HOMICIDE REVIEW

OVERVIEW REPORT INTO THE DEATH OF

“Muriel”

PREPARED BY BERNARD HOLLIS

PART ONE

1.1 Whom the report concerns

The report looks at the agency responses and help given to “Muriel”1, who lived in Wenfold, before her death in October 2015. Muriel was the wife of “Stanley” and had two grown-up children. She died of a single stab wound to the chest. Stanley, who was arrested at the house, was charged with her murder and found unfit to plead.
""",
    [("Muriel", "victim", "female", None), ("Stanley", "perpetrator", "male", None)],
    [
        {
            "victim": "Muriel",
            "perpetrators": ["Stanley"],
            "date": "2015-10",
            "homicide_kind": "intimate-partner",
            "relationship": "spouse",
            "method": "sharp-instrument",
            "outcome": "hospital-order",
        }
    ],
    {
        "report_kind": "overview-report",
        "author": "Bernard Hollis",
        "title": "Domestic Homicide Review: Overview Report into the Death of “Muriel”",
    },
)

STYLES["the author's name alone on the title page"] = Style(
    """
Domestic Homicide Review

West Fenmoor Community Safety Partnership

Gordon Pell

June 2015

Index

Introduction
• What happened 3
• The panel 4

Introduction

1. On 4 March 2014 paramedics and police were called to a cottage in Fenmoor, the home of Hazel, an 81-year-old woman, and found Hazel dead. Hazel's son, Adrian, had rung his wife Moira and told her that he had killed his mother. Adrian was arrested that night. Adrian stood trial for murder in December 2014 and was convicted of manslaughter on the grounds of diminished responsibility.

2. The partnership then set up this review.
""",
    [("Hazel", "victim", "female", 81), ("Adrian", "perpetrator", "male", None)],
    [
        {
            "victim": "Hazel",
            "perpetrators": ["Adrian"],
            "date": "2014-03-04",
            "homicide_kind": "familial",
            "relationship": "child",
            "location": "residence",
            "outcome": "convicted-manslaughter-diminished-responsibility",
        }
    ],
    {
        "author": "Gordon Pell",
        "commissioned_by": "West Fenmoor Community Safety Partnership",
        "area": "West Fenmoor",
        "report_date": "2015-06",
        "title": "Domestic Homicide Review: West Fenmoor Community Safety Partnership",
    },
)

STYLES["a woman without any name, the role word once"] = Style(
    """Executive Summary DHR Case No 4 Not to be copied 2nd June 2014

EAST MARLWOOD COMMUNITY SAFETY PARTNERSHIP

Domestic Homicide Review

Executive Summary

in respect of the death of a woman aged 69 years

on 11th February 2013

Report produced by Edwina Garth M.A.

Independent Chair and Author

2nd June 2014

Introduction

This review looks into the death of a 69 year old woman on 11th February 2013. The woman's husband, the Perpetrator, was arrested and charged with murder. In March 2014 he was found unfit to plead and made subject of a hospital order.
""",
    [("The victim", "victim", "female", 69), ("The perpetrator", "perpetrator", "male", None)],
    [
        {
            "victim": "The victim",
            "perpetrators": ["The perpetrator"],
            "date": "2013-02-11",
            "homicide_kind": "intimate-partner",
            "relationship": "spouse",
            "outcome": "hospital-order",
        }
    ],
    {
        "report_kind": "executive-summary",
        "chair": "Edwina Garth",
        "author": "Edwina Garth",
        "commissioned_by": "East Marlwood Community Safety Partnership",
        "report_date": "2014-06-02",
        "reference": "DHR Case No 4",
    },
)

STYLES["a fiancé who died in prison, titles with one letter"] = Style(
    """Domestic Homicide Review Case 11 – Executive Summary

Arising from the death of “Mrs Q”, April 2016

Safer Norrisdale Partnership, February 2019

Review process

1. This is a summary of the review into the death of Mrs Q.

2. Mrs Q, aged 64, was killed in April 2016 by her fiancé Mr D, then aged 70. They had lived at his home in Town K for a year. Mr D reported the killing to the police but took his own life in prison before the case came to trial. An inquest in May 2017 found that Mrs Q had been unlawfully killed.
""",
    [("Mrs Q", "victim", "female", 64), ("Mr D", "perpetrator", "male", 70)],
    [
        {
            "victim": "Mrs Q",
            "perpetrators": ["Mr D"],
            "date": "2016-04",
            "death_type": "homicide",
            "relationship": "partner",
            "outcome": "died-before-trial",
        }
    ],
    {"commissioned_by": "Safer Norrisdale Partnership", "report_date": "2019-02"},
)

STYLES["a death before which she was abused, nobody called perpetrator"] = Style(
    """Domestic Homicide Review case 31 Executive Summary

Executive Summary regarding Valerie who died in September 2019

Written by:
Hilary Stead, Director, Steadfast Reviews Ltd

Independent Chair and Author

March 2021

Introduction

1. Valerie had been in a relationship with Trevor for about a year. Valerie met Trevor at work.

2. Trevor was controlling of Valerie and became violent when she saw her friends. Valerie ended the relationship in June 2019.

3. In September 2019 Valerie took her own life at her flat. Trevor was awaiting trial for assaults on Valerie.
""",
    [("Valerie", "victim", "female", None), ("Trevor", "perpetrator", "male", None)],
    [
        {
            "victim": "Valerie",
            "perpetrators": ["Trevor"],
            "date": "2019-09",
            "death_type": "victim-suicide",
            "relationship": "ex-partner",
            "method": "self-inflicted",
        }
    ],
    {"chair": "Hilary Stead", "author": "Hilary Stead", "report_date": "2021-03", "reference": "case 31"},
)

STYLES["not their real names, a partnership named after no safety board"] = Style(
    """Executive Summary of the Report into the murder of Bethan (Adult M)

The panel and the Safe in the Valleys Partnership (the Carreg & Llyn Community Safety Partnership) offer their sympathy to Bethan’s parents.

Domestic Homicide Reviews (DHRs) were established under Section 9 of the Domestic Violence, Crime and Victims Act (2004).

The review looks at what led to the death of Bethan (not her real name) who was murdered in March 2017 by Gethin (not his real name). Police told the partnership on 20th March 2017.
""",
    [("Bethan", "victim", "female", None), ("Gethin", "perpetrator", "male", None)],
    [{"victim": "Bethan", "perpetrators": ["Gethin"], "date": "2017-03", "death_type": "homicide"}],
    {
        "report_kind": "executive-summary",
        "commissioned_by": "Safe in the Valleys Partnership",
        "area": "Carreg and Llyn",
        "report_date": None,
    },
)

STYLES["known as, in this report"] = Style(
    """Domestic Homicide Review 003 Executive Summary May 2018

Preface

This review relates to the death of a male adult, known as P in this report, who was killed on 7th July 2016, and to his partner, known as R in this report, who was found guilty of his murder. R was sentenced to life imprisonment with a minimum tariff of fourteen and a half years in March 2017.

P was 37 when he died.
""",
    [("P", "victim", "male", 37), ("R", "perpetrator", None, None)],
    [
        {
            "victim": "P",
            "perpetrators": ["R"],
            "date": "2016-07-07",
            "relationship": "partner",
            "outcome": "convicted-murder",
            "minimum_term_years": 14.5,
        }
    ],
    {"report_kind": "executive-summary", "report_date": "2018-05"},
)

STYLES["the council's report, an aside before the charge"] = Style(
    """Ormsley City Council

Domestic Homicide Review Report:

Adult A

Died: 9 May 2014

Nigel Crane Director: Crane and Co Ltd

Date: 2 July 2015

1. Introduction

1.1 This review is about Adult A, a 47 year old woman who died on 9 May 2014 from stab wounds. Adult B, with whom she was in a relationship, was charged with her murder and convicted.

1.2 Adult A and Adult B had met in 2012.
""",
    [("Adult A", "victim", "female", 47), ("Adult B", "perpetrator", None, None)],
    [
        {
            "victim": "Adult A",
            "perpetrators": ["Adult B"],
            "date": "2014-05-09",
            "relationship": "partner",
            "method": "sharp-instrument",
        }
    ],
    {
        "commissioned_by": "Ormsley City Council",
        "area": "Ormsley",
        "author": "Nigel Crane",
        "report_date": "2015-07-02",
    },
)

STYLES["a redacted day, the couple by title"] = Style(
    """Domestic Homicide Review relating to the death of Mrs L

Overview Report

Report produced by Winifred Marsh, Strategy Commissioner
Community Safety Team, Tarn & Beck City Council.

The review looks at the death of Mrs L in Tarn & Beck and at the help offered to Mrs L (the victim of the homicide) and Mr L (the alleged offender) prior to May 2013.

This review began on 3rd June 2013 and was concluded on the 9th December 2013.

On the REDACTED April 2013 Mr L contacted the Northern Ambulance Service and stated that his wife was dead. Two notes showed that Mr L had killed Mrs L.
""",
    [("Mrs L", "victim", "female", None), ("Mr L", "perpetrator", "male", None)],
    [{"victim": "Mrs L", "perpetrators": ["Mr L"], "date": "2013-04", "relationship": "spouse"}],
    {"author": "Winifred Marsh", "area": "Tarn & Beck", "report_date": "2013-12-09"},
)

STYLES["a key whose names are the role words"] = Style(
    """
Lowmere Community Safety Partnership

DOMESTIC HOMICIDE REVIEW

Into the death of a woman aged 26 years in May 2015

1. The subjects of the review

1.1 The genogram shows the family by this key:

Victim	Born 1989	Female – Aged 26, Mother of C1, Partner of Perpetrator
Perpetrator	Born 1980	Male – Partner of Victim, Father of C1 and C2
PXP	Born 1982	Perpetrator's Former Partner and Mother of C2
C1	Born 2013	Male – Child of Victim and Perpetrator
C2	Born 2008	Female – Daughter of Perpetrator and PXP
MV		Mother of Victim

1.2 On 6 May 2015 Victim was stabbed by Perpetrator at their flat. Perpetrator's father rang the police. Perpetrator was found guilty of murder and will serve at least 20 years.
""",
    [
        ("Victim", "victim", "female", 26),
        ("Perpetrator", "perpetrator", "male", None),
        ("PXP", "former-partner", None, None),
        ("C1", "child", "male", None),
        ("C2", "child", "female", None),
        ("MV", "relative", "female", None),
        ("Perpetrator's father", "relative", "male", None),
    ],
    [
        {
            "victim": "Victim",
            "perpetrators": ["Perpetrator"],
            "date": "2015-05-06",
            "relationship": "partner",
            "method": "sharp-instrument",
            "location": "residence",
            "outcome": "convicted-murder",
            "minimum_term_years": 20,
        }
    ],
    {"commissioned_by": "Lowmere Community Safety Partnership", "area": "Lowmere"},
)
