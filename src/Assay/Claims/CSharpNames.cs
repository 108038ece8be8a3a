using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.Claims;

/// <summary>Names in C#. What is plain is answered without the compiler, which takes a good part of a second to start.</summary>
public static class CSharpNames
{
    private static readonly HashSet<string> Reserved =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while", "__arglist", "__makeref", "__reftype", "__refvalue",
    ];

    /// <summary>Whether the letters of a text may form an identifier; reserved words do as well.</summary>
    public static bool IsIdentifier(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsPlain(text) || IsForCompiler(text);
    }

    // A method of its own, so that only this one loads the compiler.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsForCompiler(string text) => SyntaxFacts.IsValidIdentifier(text);

    /// <summary>Whether a text is a word that C# reserves.</summary>
    public static bool IsReserved(string text) => Reserved.Contains(text);

    /// <summary>Whether a text consists of letters, digits and underscores of ASCII and starts with no digit.</summary>
    public static bool IsPlain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }
}
