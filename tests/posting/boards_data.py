"""Answers of job boards: their shapes are the boards', every word in them is made up."""

from __future__ import annotations

import html
from typing import Any

BODY = (
    "<p>Harbour Loaf bakes bread for the cafés of the coast, and needs one more pair of steady hands.</p>"
    "<h3>What you will do</h3><ul><li>Bake 400 loaves a night</li><li>Keep the starter alive &amp; well</li></ul>"
    "<p><strong>What you need</strong></p><ul><li>Two years in a bakery</li></ul>"
)

GREENHOUSE: dict[str, Any] = {
    "absolute_url": "https://job-boards.greenhouse.io/harbourloaf/jobs/4410022",
    "id": 4410022, "internal_job_id": 99, "requisition_id": "R-71", "title": "Night Baker - Whitby", "company_name": "Harbour Loaf ",
    "location": {"name": "Whitby, UK"}, "metadata": [{"name": "Employment Type", "value": "Full-time"}], "first_published": "2026-10-02T09:00:00-04:00",
    "content": html.escape('<div class="content-intro"><p>Harbour&nbsp;Loaf was started in 1988.</p></div>' + BODY),
    "pay_input_ranges": [{"min_cents": 2600000, "max_cents": 3000000, "currency_type": "GBP", "title": "Annual pay"}],
    "offices": [{"name": "Whitby", "location": None}], "application_deadline": None,
}  # fmt: skip
LEVER: dict[str, Any] = {
    "id": "7b1d6c1e-0f0a-4f5e-9d1e-0c9d7f2a1b11", "text": "#10010 Night Baker", "hostedUrl": "https://jobs.lever.co/harbour-loaf/7b1d6c1e-0f0a-4f5e-9d1e-0c9d7f2a1b11",
    "categories": {"commitment": "Full-time", "location": "Whitby", "allLocations": ["Whitby", "Scarborough"]}, "createdAt": 1790000000000,
    "opening": "<div>Harbour Loaf bakes bread.</div>", "descriptionBody": "<div>You work at night, with two others, and go home at six.</div>",
    "description": "<div>Harbour Loaf bakes bread.</div><div>You work at night, with two others, and go home at six.</div>",
    "lists": [{"text": "What you need", "content": "<li>Two years in a bakery</li><li>A way to get here at ten</li>"}],
    "additional": "<div>We pay for the bus.</div>", "workplaceType": "onsite", "salaryRange": {"min": 14, "max": 16, "currency": "GBP", "interval": "per-hour-wage"},
}  # fmt: skip
ASHBY: dict[str, Any] = {
    "id": "0d5c2d3f-6d66-4a56-8a52-5c9a3cfe1c22", "title": "Night Baker", "jobUrl": "https://jobs.ashbyhq.com/harbourloaf/0d5c2d3f-6d66-4a56-8a52-5c9a3cfe1c22",
    "location": "Whitby", "secondaryLocations": [{"location": "Hull"}], "employmentType": "PartTime", "isListed": True, "isRemote": None, "workplaceType": "Hybrid",
    "publishedAt": "2026-09-01T00:00:00Z", "descriptionHtml": BODY,
    "compensation": {"summaryComponents": [{"compensationType": "Salary", "interval": "1 YEAR", "currencyCode": "GBP", "minValue": 26000, "maxValue": 30000}]},
}  # fmt: skip
WORKDAY: dict[str, Any] = {
    "jobPostingInfo": {"title": "Night Baker", "jobDescription": BODY, "location": "Whitby", "additionalLocations": ["Hull"], "timeType": "Full time", "remoteType": "Hybrid",
                       "jobReqId": "JR20331", "startDate": "2026-10-05", "postedOn": "Posted 30+ Days Ago",
                       "externalUrl": "https://harbourloaf.wd3.myworkdayjobs.com/Careers/job/Whitby/Night-Baker_JR20331"},
    "hiringOrganization": {"name": "908000 Harbour Loaf UK Limited"},
}  # fmt: skip
SMARTRECRUITERS: dict[str, Any] = {
    "id": "743999000111222", "name": "Night Baker", "company": {"name": "Harbour Loaf", "identifier": "HarbourLoaf1"}, "releasedDate": "2026-10-01T00:00:00.000Z",
    "location": {"city": "Whitby", "region": "", "country": "gb", "remote": False, "hybrid": False}, "typeOfEmployment": {"id": "permanent", "label": "Full-time"},
    "jobAd": {"sections": {"companyDescription": {"title": "Company Description", "text": "<p>We bake.</p>"}, "jobDescription": {"title": "Job Description", "text": BODY},
                           "qualifications": {"title": "Qualifications", "text": "<ul><li>Food hygiene certificate</li></ul>"}, "additionalInformation": {"title": "Additional Information", "text": ""}}},
}  # fmt: skip
WORKABLE: dict[str, Any] = {
    "name": "Harbour Loaf Ltd", "jobs": [
        {"shortcode": "AB12CD34EF", "title": "Night Baker", "city": "Whitby", "country": "United Kingdom", "telecommuting": False, "employment_type": "Full-time", "description": BODY, "published_on": "2026-10-01", "url": "https://apply.workable.com/j/AB12CD34EF"},
        {"shortcode": "AB12CD34EF", "title": "Night Baker", "city": "Hull", "country": "United Kingdom", "telecommuting": False, "description": BODY},
        {"shortcode": "FF00FF00FF", "title": "Driver", "city": "Hull", "country": "United Kingdom", "telecommuting": False, "description": BODY},
    ],
}  # fmt: skip
RECRUITEE: dict[str, Any] = {"offers": [{
    "id": 271, "slug": "night-baker-whitby", "title": "Night Baker (f/m/d)", "careers_url": "https://harbourloaf.recruitee.com/o/night-baker-whitby", "company_name": "Harbour Loaf GmbH", "status": "published",
    "description": BODY, "requirements": "<ul><li>Food hygiene certificate</li></ul>", "location": "Whitby, United Kingdom", "hybrid": False, "remote": False, "on_site": True,
    "employment_type_code": "fulltime_permanent", "salary": {"min": "26000", "max": "30000", "period": "year", "currency": "GBP"}, "published_at": "2026-10-01 10:00:00 UTC", "close_at": None, "translations": {},
}]}  # fmt: skip
BAMBOOHR: dict[str, Any] = {"meta": {}, "result": {"jobOpening": {
    "jobOpeningName": "Night Baker", "jobOpeningShareUrl": "https://harbourloaf.bamboohr.com/careers/86", "jobOpeningStatus": "Open", "description": BODY,
    "location": {"city": "Whitby", "state": "North Yorkshire", "addressCountry": "United Kingdom"}, "employmentStatusLabel": "Full-Time", "datePosted": "2026-10-01", "locationType": "2",
}}}  # fmt: skip
TEAMTAILOR: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Loaf", "items": [{
    "id": "20fa", "title": "Night Baker", "url": "https://harbourloaf.teamtailor.com/jobs/716-night-baker", "date_published": "2026-10-01T10:00:00+01:00", "content_html": BODY,
    "_jobposting": {"@type": "JobPosting", "title": "Night Baker", "jobLocation": [{"address": {"addressLocality": "Whitby", "addressCountry": "GB"}}]},
}]}  # fmt: skip
PERSONIO = f"""<?xml version="1.0" encoding="UTF-8"?>
<workzag-jobs><position><id>18341</id><subcompany>Harbour Loaf GmbH</subcompany><office>Whitby</office>
<additionalOffices><office>Hull</office></additionalOffices><name>Night Baker</name>
<jobDescriptions><jobDescription><name>Your tasks</name><value><![CDATA[{BODY}]]></value></jobDescription>
<jobDescription><name>Your profile</name><value><![CDATA[<ul><li>Food hygiene certificate</li></ul>]]></value></jobDescription></jobDescriptions>
<employmentType>permanent</employmentType><schedule>full-time</schedule><createdAt>2026-10-01T10:00:00+00:00</createdAt></position></workzag-jobs>"""
PINPOINT: dict[str, Any] = {"data": [{
    "id": "501", "title": "Night Baker", "url": "https://harbourloaf.pinpointhq.com/en/postings/ab-12", "path": "/en/postings/ab-12", "description": BODY,
    "key_responsibilities_header": "The nights", "key_responsibilities": "<ul><li>Bake</li></ul>", "skills_knowledge_expertise_header": None, "skills_knowledge_expertise": "<ul><li>Food hygiene certificate</li></ul>",
    "benefits": "", "workplace_type": "onsite", "employment_type": "full_time", "compensation_minimum": 26000, "compensation_maximum": 30000, "compensation_currency": "GBP", "compensation_frequency": "year", "compensation_visible": True,
    "deadline_at": "2026-12-01T23:59:59Z", "location": {"name": "Whitby"}, "job": {"requisition_id": "REQ-9"},
}]}  # fmt: skip
LINKEDIN = f"""<html><head><meta property="og:title" content="Harbour Loaf hiring Night Baker in Whitby, England | LinkedIn">
<meta property="og:url" content="https://uk.linkedin.com/jobs/view/night-baker-at-harbour-loaf-4100200300"></head><body>
<h1 class="top-card-layout__title">Night Baker</h1><a class="topcard__org-name-link" href="https://www.linkedin.com/company/x">Harbour Loaf</a>
<span class="topcard__flavor topcard__flavor--bullet">Whitby, England, United Kingdom</span>
<div class="show-more-less-html__markup">{BODY}</div><ul><li class="description__job-criteria-item"><h3>Employment type</h3><span>Full-time</span></li></ul></body></html>"""
