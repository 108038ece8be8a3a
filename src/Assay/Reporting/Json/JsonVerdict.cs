using System.Text.Json;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Reporting.Json;

/// <summary>A verdict with its evidence.</summary>
internal static class JsonVerdict
{
    public static void Write(Utf8JsonWriter json, Answered answered)
    {
        var verdict = answered.Verdict;
        json.WriteStartObject("verdict");
        json.WriteString("outcome", Wording.Word(verdict.Outcome));
        json.WriteString("covers", verdict.Covers);
        json.WriteString("decider", verdict.Decider);
        json.WriteSeconds("seconds", verdict.Cost);
        json.WriteString("reason", Wording.ReasonOf(verdict));
        if (verdict is Undecided undecided)
            json.WriteString("whatWouldHelp", undecided.WhatWouldHelp);
        if (Wording.EstimateOf(verdict) is { } estimate)
            Estimate(json, estimate);
        if (Wording.ExampleOf(answered) is { } example)
            Example(json, verdict is Refuted ? "counterexample" : "witness", example);
        if (verdict is Proved { Certificates: { Count: > 0 } certificates })
        {
            json.WriteStartArray("certificates");
            foreach (var certificate in certificates)
                json.WriteStringValue(certificate);
            json.WriteEndArray();
        }

        if (verdict.Finding is { } finding)
            Finding(json, finding, answered.MeetsExpectedFinding);
        Attempts(json, verdict.Attempts);
        json.WriteEndObject();
    }

    private static void Estimate(Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteStartObject("estimate");
        json.WriteString("quantity", estimate.Quantity);
        json.WriteReal("value", estimate.Value);
        json.WriteReal("low", estimate.Low);
        json.WriteReal("high", estimate.High);
        json.WriteReal("confidence", estimate.Confidence);
        json.WriteReal("threshold", estimate.Threshold);
        json.WriteNumber("samples", estimate.Samples);
        if (estimate.Remark.Length > 0)
            json.WriteString("remark", estimate.Remark);
        json.WriteEndObject();
    }

    private static void Example(Utf8JsonWriter json, string name, Example example)
    {
        json.WriteStartObject(name);
        json.WriteString("assignment", Wording.Assignment(example.Inputs));
        json.WriteString("minimality", JsonNamingPolicy.CamelCase.ConvertName(example.Minimality.ToString()));
        json.WriteString("happening", example.Happening);
        json.WriteValues("inputs", example.Inputs);
        json.WriteValues("sides", example.Sides);
        json.WriteValues("unknowns", example.Unknowns);
        json.WriteStartArray("steps");
        foreach (var step in example.Steps)
        {
            json.WriteStartObject();
            json.WriteString("function", step.Function);
            json.WriteString("place", step.Place);
            json.WriteString("name", step.Name);
            json.WriteString("value", step.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Finding(Utf8JsonWriter json, Finding finding, bool? meetsExpectation)
    {
        json.WriteStartObject("finding");
        json.WriteString("what", finding.What);
        json.WriteString("text", finding.Text);
        json.WriteString("reason", finding.Reason);
        if (meetsExpectation is { } meets)
            json.WriteBoolean("meetsExpectation", meets);
        json.WriteEndObject();
    }

    private static void Attempts(Utf8JsonWriter json, IReadOnlyList<Attempt> attempts)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteString("decider", attempt.Decider);
            json.WriteString("said", attempt.Said);
            json.WriteSeconds("seconds", attempt.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
