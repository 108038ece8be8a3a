using System.Runtime.CompilerServices;
using Assay.Claims.Plain;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.Claims;

/// <summary>
/// Reads the C# of claim lines: whether a text is one expression, and where the commas between its parts stand. For plain lines
/// the compiler is not loaded, which is why its types stand in methods of their own.
/// </summary>
public static class StatementText
{
    internal static CSharpParseOptions Options => CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);

    // The parser looks ahead in every bracket for what it may be, and on thousands of them takes minutes.
    private const int MostBrackets = 1000;

    /// <summary>Says where brackets are nested more deeply than a parser can follow, or null when they are not.</summary>
    public static Problem? WhyTooDeep(ClaimText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var depth = 0;
        foreach (var token in SyntaxFactory.ParseTokens(text.Text, options: Options))
        {
            depth += token.Kind() switch
            {
                SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
            if (depth > MostBrackets)
                return new Problem(text.At(token.SpanStart), $"Brackets are nested more than {MostBrackets} deep.", "Take it apart into functions.");
        }

        return null;
    }

    /// <summary>Says why the text is not exactly one C# expression, or null when it is one.</summary>
    public static Problem? WhyNoExpression(ClaimText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PlainExpression.Read(text.Text) is null ? ParseExpression(text) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Problem? ParseExpression(ClaimText text)
    {
        if (WhyTooDeep(text) is { } tooDeep)
            return tooDeep;
        var expression = SyntaxFactory.ParseExpression(text.Text, options: Options, consumeFullText: true);
        return expression.GetDiagnostics().FirstOrDefault(found => found.Severity == DiagnosticSeverity.Error) is { } error
            ? Unreadable(text, error)
            : StatementSlips.Find(expression, text);
    }

    private static Problem Unreadable(ClaimText text, Diagnostic error)
    {
        // What the parser calls unexpected it reports at the start of the text; it stands where the expression ends.
        var end = SyntaxFactory.ParseExpression(text.Text, options: Options, consumeFullText: false).FullSpan.End;
        var isRest = error.Id == "CS1073" && end < text.Text.Length;
        var at = isRest ? end : error.Location.SourceSpan.Start;
        var advice = text.Text.TrimEnd().EndsWith(';') ? "A statement is an expression, without ';' at its end."
            : isRest ? StatementSlips.Advice(text.Text[..end], text.Text[end..])
            : null;
        return new Problem(text.At(at), $"{error.Id}: {error.GetMessage(null).TrimEnd('.')}.", advice);
    }

    /// <summary>Says why the text is not exactly one C# type, or null when it is one.</summary>
    public static Problem? WhyNoType(string text, Place place)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text == "bool" || PlainExpression.IntegerTypes.Contains(text) || (CSharpNames.IsPlain(text) && !CSharpNames.IsReserved(text)) ? null : ParseType(text, place);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Problem? ParseType(string text, Place place)
    {
        var type = SyntaxFactory.ParseTypeName(text, options: Options, consumeFullText: true);
        return type.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error)
            ? new Problem(place, $"'{text}' is not a C# type.")
            : null;
    }

    /// <summary>Splits a text at the commas outside all brackets and literals.</summary>
    /// <returns>Each part without blanks around it, and the offset at which it starts.</returns>
    public static IReadOnlyList<(int Offset, string Text)> SplitAtCommas(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<(int, string)> parts = [];
        var start = 0;
        foreach (var (comma, next) in text.All(IsPlain) ? PlainCommas(text) : Commas(text))
        {
            Add(comma);
            start = next;
        }

        Add(text.Length);
        return parts;

        void Add(int end)
        {
            var part = text[start..end];
            parts.Add((start + part.Length - part.TrimStart().Length, part.Trim()));
        }
    }

    // Neither brackets nor literals: every comma counts.
    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or ' ' or ',' or '\n';

    private static IEnumerable<(int Start, int End)> PlainCommas(string text) =>
        from i in Enumerable.Range(0, text.Length) where text[i] == ',' select (i, i + 1);

    private static IEnumerable<(int Start, int End)> Commas(string text)
    {
        var depth = 0;
        foreach (var token in SyntaxFactory.ParseTokens(text, options: Options))
        {
            switch (token.Kind())
            {
                case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken or SyntaxKind.LessThanToken:
                    depth++;
                    break;
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken or SyntaxKind.GreaterThanToken:
                    depth--;
                    break;
                case SyntaxKind.CommaToken when depth == 0:
                    yield return (token.SpanStart, token.Span.End);
                    break;
            }
        }
    }
}
