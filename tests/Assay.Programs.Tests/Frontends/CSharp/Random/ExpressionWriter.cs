namespace Assay.Programs.Tests.Frontends.CSharp.Random;

/// <summary>A variable that expressions may read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as C# writes it.</param>
/// <param name="CanChange">Whether statements may assign to it.</param>
internal sealed record Local(string Name, string Type, bool CanChange = true);

/// <summary>
/// Writes C# expressions of a given type. The type of the text is exactly the type asked for, so that every operator is the
/// one meant; and what could be folded to an error by the compiler contains a variable.
/// </summary>
internal sealed class ExpressionWriter(Dice dice)
{
    private static readonly Dictionary<string, string[]> Widened = new()
    {
        ["int"] = ["sbyte", "byte", "short", "ushort", "char"],
        ["uint"] = ["byte", "ushort", "char"],
        ["long"] = ["int", "uint", "short", "byte", "nint", "char"],
        ["ulong"] = ["uint", "byte", "char", "nuint"],
        ["nint"] = ["int", "sbyte", "ushort"],
        ["nuint"] = ["uint", "byte"],
        ["float"] = ["int", "uint", "long", "ulong", "short", "char", "nint"],
        ["double"] = ["float", "int", "uint", "long", "ulong", "nuint"],
    };

    /// <summary>The variables in scope.</summary>
    public List<Local> Scope { get; } = [];

    public string Of(string type, int depth, bool varies = false)
    {
        if (depth <= 0 || dice.OneIn(6))
        {
            return varies || dice.OneIn(2) ? Variable(type) : Numbers.Literal(type, dice);
        }

        depth--;
        if (dice.OneIn(9))
        {
            return $"({Condition(depth)} ? {Of(type, depth)} : {Of(type, depth)})";
        }

        if (dice.OneIn(7) && LibraryCalls.Write(type, dice, argument => Of(argument, depth, varies: true)) is { } call)
        {
            return call;
        }

        return type == "bool" ? Truth(depth)
            : dice.OneIn(4) ? Cast(type, depth)
            : Numbers.Small.Contains(type) ? SmallInteger(type, depth)
            : Numbers.Floats.Contains(type) ? Float(type, depth)
            : Integer(type, depth);
    }

    public string Condition(int depth) => Of("bool", depth, varies: true);

    private string Variable(string type)
    {
        var exact = Scope.Where(local => local.Type == type).ToList();
        if (exact.Count > 0)
        {
            return dice.Of(exact).Name;
        }

        if (type == "bool")
        {
            return $"({dice.Of(Scope.Where(local => local.Type != "bool").ToList()).Name} > 1)";
        }

        var other = dice.Of(Scope.Where(local => local.Type != "bool").ToList());
        return $"(unchecked(({type}){other.Name}))";
    }

    private string Truth(int depth)
    {
        var type = dice.Of(Numbers.All);
        return dice.Below(8) switch
        {
            0 => $"({Condition(depth)} && {Of("bool", depth)})",
            1 => $"({Condition(depth)} || {Of("bool", depth)})",
            2 => $"(!{Condition(depth)})",
            3 => $"({Condition(depth)} {dice.Of("&", "|", "^", "==", "!=")} {Of("bool", depth)})",
            4 when !Numbers.Floats.Contains(type) && type is not ("nint" or "nuint") => $"({Of(type, depth, varies: true)} is {Pattern(type)})",
            _ => $"({Of(type, depth, varies: true)} {dice.Of("<", "<=", ">", ">=", "==", "!=")} {Of(type, depth)})",
        };
    }

    private string Pattern(string type) => dice.Below(4) switch
    {
        0 => $"{Numbers.Literal(type, dice)} or > ({type})9",
        1 => $">= ({type})3 and not ({type})7",
        2 => $"not {Numbers.Literal(type, dice)}",
        _ => $"<= ({type})100 and >= ({type})2",
    };

    private string Cast(string type, int depth)
    {
        var from = dice.Of(Numbers.All.Where(other => other != type).ToList());
        return $"({dice.Of("unchecked", "unchecked", "checked")}(({type}){Of(from, depth, varies: true)}))";
    }

    // Operators on small types give int, which is cast back.
    private string SmallInteger(string type, int depth) => dice.Below(5) switch
    {
        0 => $"(({type})({Of(type, depth, varies: true)} {dice.Of("+", "-", "*", "&", "|", "^")} {Of(dice.Of(Numbers.Small), depth)}))",
        1 => $"({dice.Of("checked", "unchecked")}(({type})({Of(type, depth, varies: true)} {dice.Of("+", "-", "*")} {Of(type, depth)})))",
        2 => $"(unchecked(({type})({Of(type, depth, varies: true)} {dice.Of("<<", ">>", ">>>")} {Of("int", depth)})))",
        3 => $"(unchecked(({type})({Of(type, depth, varies: true)} {dice.Of("/", "%")} {Of(type, depth, varies: true)})))",
        _ => $"(unchecked(({type})({dice.Of("-", "~")}{Of(type, depth, varies: true)})))",
    };

    private string Integer(string type, int depth)
    {
        var right = dice.OneIn(4) ? dice.Of(Widened[type]) : type;
        return dice.Below(7) switch
        {
            0 or 1 => $"({Of(type, depth, varies: true)} {dice.Of("+", "-", "*", "&", "|", "^")} {Of(right, depth)})",
            2 => $"({Of(type, depth, varies: true)} {dice.Of("/", "%")} {Of(right, depth, varies: true)})",
            3 => $"({Of(type, depth, varies: true)} {dice.Of("<<", ">>", ">>>")} {Of(dice.Of("int", "byte", "int"), depth)})",
            4 => $"({dice.Of("checked", "unchecked")}({Of(type, depth, varies: true)} {dice.Of("+", "-", "*")} {Of(right, depth, varies: true)}))",
            5 when type is not ("uint" or "ulong" or "nuint") => $"({dice.Of("checked", "unchecked")}(-{Of(type, depth, varies: true)}))",
            5 or _ => $"(~{Of(type, depth, varies: true)})",
        };
    }

    private string Float(string type, int depth)
    {
        var right = dice.OneIn(4) ? dice.Of(Widened[type]) : type;
        return dice.OneIn(6)
            ? $"(-{Of(type, depth, varies: true)})"
            : $"({Of(type, depth, varies: true)} {dice.Of("+", "-", "*", "/", "%")} {Of(right, depth)})";
    }
}
