using System.Text.Json;
using Assay.LanguageModels.Rewrites;
using Assay.Reporting.Json;
using Assay.Running;

namespace Assay.Cli.Reporters;

/// <summary>What became of models' rewrites as one JSON document; <c>docs/json.md</c> explains every field.</summary>
internal static class RewriteJson
{
    private const string Schema = "assay-rewrite-report/1";
    private const double Confidence = 0.95;

    /// <summary>The document, with a line end behind it.</summary>
    public static string Of(RewriteStudy study) => JsonReport.Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("assay", JsonReport.Version);
        json.WriteStartArray("problems");
        foreach (var problem in study.Problems)
            Write(json, problem);
        json.WriteEndArray();
        json.WriteStartArray("models");
        foreach (var model in study.Models)
            Write(json, model);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, RewriteProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("name", problem.Name);
        json.WriteString("unit", problem.Unit);
        json.WriteNumber("length", problem.Original.Length);
        json.WriteString("code", problem.Original.Text);
        json.WriteStartArray("assume");
        foreach (var assumption in problem.Assumptions)
            json.WriteStringValue(assumption);
        json.WriteEndArray();
        json.WriteString("prompt", problem.Prompt);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RewriteStudy.ModelAnswers model)
    {
        json.WriteStartObject();
        json.WriteString("model", model.Model);
        foreach (var outcome in Enum.GetValues<RewriteOutcome>())
            json.WriteNumber(Camel(outcome), model.Count(outcome));
        var interval = model.Interval(Confidence);
        json.WriteStartObject("interval");
        json.WriteReal("low", interval.Low);
        json.WriteReal("high", interval.High);
        json.WriteReal("confidence", Confidence);
        json.WriteEndObject();
        json.WriteStartArray("answers");
        foreach (var answer in model.Answers)
            Write(json, answer);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RewriteAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("problem", answer.Problem.Name);
        json.WriteString("outcome", Camel(answer.Outcome));
        json.WriteString("reply", answer.Reply);
        switch (answer)
        {
            case DecidedRewrite decided:
                json.WriteString("code", decided.Code.Text);
                json.WriteNumber("length", decided.Code.Length);
                JsonVerdict.Write(json, new Answered(decided.Verdict));
                break;
            case UnparsedRewrite unparsed:
                json.WriteString("why", Camel(unparsed.Why.Why));
                json.WriteString("reason", unparsed.Why.Reason);
                break;
        }

        json.WriteEndObject();
    }

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
