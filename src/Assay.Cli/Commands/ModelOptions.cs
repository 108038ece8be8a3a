using System.CommandLine;
using System.Globalization;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.BuiltIn;
using Assay.LanguageModels.Models.Endpoints;
using Assay.LanguageModels.Models.Recordings;
using Assay.Training;

namespace Assay.Cli.Commands;

/// <summary>Which model is asked; options that commands about language models share.</summary>
internal sealed class ModelOptions
{
    private const int MostAtOnce = 256;

    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "The address of an OpenAI-compatible endpoint, up to the version: http://localhost:8080/v1.", HelpName = "URL" };
    private readonly Option<string[]> _model;
    private readonly Option<string?> _key = new("--key") { Description = $"The environment variable that holds the key; {EndpointKey.UsualVariable} unless said. The key itself is never an argument, and never written anywhere.", HelpName = "VARIABLE" };
    private readonly Option<int> _atOnce = Whole("--at-once", "How many requests may be under way at a time.", 8, MostAtOnce);
    private readonly Option<double> _aSecond = new("--a-second") { Description = "How many requests may start in a second; as many as there are, unless said.", HelpName = "N", DefaultValueFactory = _ => double.PositiveInfinity };
    private readonly Option<string?> _record = new("--record") { Description = "Keep each reply in this file before it counts; what it holds is not asked again, so that a run goes on where it ended.", HelpName = "FILE" };
    private readonly Option<string[]> _recorded;
    private readonly Option<string?> _builtIn = new("--built-in") { Description = "Train a small model here, as claims describe it: \"built-in(trained: redefinition+tuple-swap)\" (docs/models.md).", HelpName = "TEXT" };
    private readonly Option<bool> _raw = new("--raw") { Description = "Have texts continued as they are, through /completions, rather than as messages of a conversation." };
    private readonly Option<int> _replyTokens = Whole("--reply-tokens", "How many tokens a reply may have at least; models that reason before they answer need some thousands.", 1, 1_000_000);
    private readonly Option<int?> _requests = new("--most-requests") { Description = "How many requests the run may send, repetitions included.", HelpName = "N" };
    private readonly Option<int?> _tokens = new("--most-tokens") { Description = "How many tokens it may use, of prompts and replies together.", HelpName = "N" };

    /// <summary>The options of one command.</summary>
    /// <param name="areMany">Whether several models may be named.</param>
    public ModelOptions(bool areMany = false)
    {
        _model = Named("--model", "The model's name there.", "NAME", areMany);
        _recorded = Named("--recorded", "Take all replies out of this file, without an endpoint.", "FILE", areMany);
        _aSecond.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate > 0))
                result.AddError("--a-second: a number above 0 is needed.");
        });
        foreach (var option in new[] { _requests, _tokens })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0))
                    result.AddError($"{option.Name}: a whole number above 0 is needed.");
            });
        }
    }

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _endpoint, _model, _key, _record, _recorded, _builtIn, _raw, _replyTokens, _atOnce, _aSecond, _requests, _tokens })
            command.Options.Add(option);
    }

    /// <summary>Makes the model that was named; null where none was.</summary>
    /// <exception cref="ModelException">Only a part was said, or it can't be used.</exception>
    /// <param name="result">The command line.</param>
    /// <param name="elsewhere">Makes a model that others ask, where it is named without an endpoint; null where there are no others.</param>
    public Func<Action<string>, CancellationToken, ILanguageModel>? Read(ParseResult result, Func<string, Sampling, ILanguageModel>? elsewhere = null) => ReadAll(result, elsewhere).SingleOrDefault();

    /// <summary>Makes the models that were named, each when it is needed: of a recording to which several write, only one may be open at a time.</summary>
    /// <exception cref="ModelException">Only a part was said, or one can't be used.</exception>
    public IReadOnlyList<Func<Action<string>, CancellationToken, ILanguageModel>> ReadAll(ParseResult result, Func<string, Sampling, ILanguageModel>? elsewhere = null)
    {
        var (address, models, recorded) = (result.GetValue(_endpoint), result.GetValue(_model) ?? [], result.GetValue(_recorded) ?? []);
        if (result.GetValue(_builtIn) is { } text)
        {
            if (address is not null || models.Length + recorded.Length > 0 || result.GetValue(_record) is not null)
                throw new ModelException("--built-in names a model of its own, which answers here. Leave out --endpoint, --model, --record and --recorded.");
            var recipe = BuiltInRecipe.Read(CallText.Parse(text, "--built-in"));
            return [(heard, cancellation) => BuiltInModel.Train(recipe, heard, cancellation)];
        }

        var sampling = new Sampling(result.GetValue(_raw) ? PromptForm.Raw : PromptForm.Chat, ReplyTokens: result.GetValue(_replyTokens));
        if (recorded.Length > 0 && (address is not null || result.GetValue(_record) is not null))
            throw new ModelException("--recorded takes all replies out of a file, and asks nobody. Leave it out, or leave out --endpoint and --record.");
        if (recorded.Length > 0)
            return [.. recorded.SelectMany(file => models.DefaultIfEmpty(), (file, name) => (Func<Action<string>, CancellationToken, ILanguageModel>)((_, _) => new RecordedModel(file, name, result.GetValue(_raw) ? sampling : null)))];
        if (address is null && elsewhere is not null && models is [{ Length: > 0 } other])
        {
            if (new Option[] { _key, _atOnce, _aSecond, _requests, _tokens }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } senseless)
                throw new ModelException($"{senseless.Name} is about requests of this machine, and workers ask {other}. Leave it out, or add: --endpoint URL");
            return [(_, _) => Recorded(elsewhere(other, sampling), sampling, result)];
        }

        if (address is null)
            return models.Length == 0 ? [] : throw new ModelException("--model names a model, and --endpoint does not say where it is. Add: --endpoint URL, or --recorded FILE");
        if (models.Any(string.IsNullOrWhiteSpace))
            throw new ModelException("--model: an empty name is none.");
        if (models.Length == 0)
            throw new ModelException("--endpoint names no model. Add: --model NAME");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            throw new ModelException($"--endpoint: '{address}' is no address. It starts with http or https and usually ends in /v1.");
        return [.. models.Select(model => At(uri, model, sampling, result))];
    }

    private Func<Action<string>, CancellationToken, ILanguageModel> At(Uri address, string model, Sampling sampling, ParseResult result)
    {
        var options = new EndpointOptions(address, model)
        {
            KeyVariable = result.GetValue(_key),
            Sampling = sampling,
            MostAtOnce = result.GetValue(_atOnce),
            MostASecond = result.GetValue(_aSecond),
            MostRequests = result.GetValue(_requests) ?? long.MaxValue,
            MostTokens = result.GetValue(_tokens) ?? long.MaxValue,
        };
        return (told, _) => Recorded(Endpoint.Connect(options with { Told = told }), sampling, result);
    }

    private ILanguageModel Recorded(ILanguageModel asked, Sampling sampling, ParseResult result) => result.GetValue(_record) is { } record ? new RecordingModel(asked, sampling, record) : asked;

    /// <summary>The same where there has to be one.</summary>
    /// <exception cref="ModelException">None was named, or it can't be used.</exception>
    public Func<Action<string>, CancellationToken, ILanguageModel> Need(ParseResult result) => NeedAll(result).Single();

    /// <summary>The same where there has to be one or more.</summary>
    /// <exception cref="ModelException">None was named, or one can't be used.</exception>
    public IReadOnlyList<Func<Action<string>, CancellationToken, ILanguageModel>> NeedAll(ParseResult result) =>
        ReadAll(result) is { Count: > 0 } models ? models : throw new ModelException("No model is named. Add: --endpoint URL --model NAME");

    /// <summary>An option with a whole number from 1 on.</summary>
    public static Option<int> Whole(string name, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: a whole number from 1 to {most} is needed."));
        });
        return option;
    }

    private static Option<string[]> Named(string name, string description, string helpName, bool areMany)
    {
        var option = new Option<string[]>(name) { Description = areMany ? $"{description} Repeatable." : description, HelpName = helpName, Arity = ArgumentArity.OneOrMore };
        option.Validators.Add(result =>
        {
            if (!areMany && result.Tokens.Count > 1)
                result.AddError($"Option '{name}' expects a single argument but {result.Tokens.Count} were provided.");
        });
        return option;
    }
}
