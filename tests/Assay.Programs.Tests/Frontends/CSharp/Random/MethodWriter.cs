using System.Text;

namespace Assay.Programs.Tests.Frontends.CSharp.Random;

/// <summary>Writes whole static methods: declarations, assignments, branches and loops around random expressions.</summary>
internal sealed class MethodWriter
{
    private readonly StringBuilder _text = new();
    private readonly Dice _dice;
    private readonly ExpressionWriter _expressions;
    private readonly string _result;
    private int _names;
    private int _loops;

    private MethodWriter(Dice dice, IReadOnlyList<string> parameters, string result)
    {
        _dice = dice;
        _result = result;
        _expressions = new ExpressionWriter(dice);
        _expressions.Scope.AddRange(parameters.Select((type, i) => new Local($"p{i}", type)));
    }

    private List<Local> Scope => _expressions.Scope;

    /// <summary>A method's text and the types of its parameters.</summary>
    public static (string Text, string[] Parameters) Write(string name, Dice dice)
    {
        string[] parameters = [.. Enumerable.Range(0, 1 + dice.Below(4)).Select(_ => dice.Of([.. Numbers.All, "bool"]))];
        if (parameters.All(type => type == "bool"))
        {
            parameters[0] = "int";
        }

        var result = dice.Of([.. Numbers.All, "bool"]);
        var writer = new MethodWriter(dice, parameters, result);
        writer.Block(3 + dice.Below(5));
        writer._text.Append("return ").Append(writer.Value(result)).Append(';');
        var list = string.Join(", ", parameters.Select((type, i) => $"{type} p{i}"));
        return ($"static {result} {name}({list}) {{ {writer._text} }}\n", parameters);
    }

    private string Value(string type, int depth = 3) => _expressions.Of(type, depth);

    private string Fresh(char kind) => $"{kind}{_names++}";

    private void Block(int statements)
    {
        var outer = Scope.Count;
        for (var i = 0; i < statements; i++)
        {
            Statement();
        }

        Scope.RemoveRange(outer, Scope.Count - outer);
    }

    private void Statement()
    {
        switch (_dice.Below(15))
        {
            case 0 or 1:
                Declare(_dice.Of([.. Numbers.All, "bool"]));
                break;
            case 2 or 3 or 4:
                Assign();
                break;
            case 5 or 6:
                If();
                break;
            case 7 or 8 when _loops < 2:
                Loop();
                break;
            case 9:
                Switch();
                break;
            case 10 or 11:
                _text.Append(Aggregates.Write(_dice, _expressions, Fresh, _loops > 0));
                break;
            case 12 when _dice.OneIn(4):
                _text.Append(null, $"if ({_expressions.Condition(2)}) throw new {_dice.Of("InvalidOperationException", "ArgumentException")}();");
                break;
            case 13 when _dice.OneIn(2):
                _text.Append(null, $"if ({_expressions.Condition(2)}) return {Value(_result, 2)};");
                break;
            default:
                Assign();
                break;
        }

        _text.Append('\n');
    }

    private void Declare(string type)
    {
        var name = Fresh('v');
        _text.Append(null, $"{type} {name} = {Value(type)};");
        Scope.Add(new Local(name, type));
    }

    private void Assign()
    {
        var changeable = Scope.Where(local => local.CanChange).ToList();
        if (changeable.Count == 0)
        {
            Declare("int");
            return;
        }

        var (name, type, _) = _dice.Of(changeable);
        var isNumber = type != "bool";
        var isInteger = isNumber && !Numbers.Floats.Contains(type);
        _text.Append(_dice.Below(6) switch
        {
            0 when isNumber => $"{name}{_dice.Of("++", "--")};",
            1 when isNumber => $"{_dice.Of("checked", "unchecked")} {{ {name} {_dice.Of("+=", "-=", "*=")} {_expressions.Of(type, 2, varies: true)}; }}",
            2 when isInteger => $"{name} {_dice.Of("<<=", ">>=", ">>>=")} {Value("int", 2)};",
            3 when isInteger => $"{name} {_dice.Of("/=", "%=", "^=", "&=")} {_expressions.Of(type, 2, varies: true)};",
            4 when isNumber => $"checked {{ {name} = {_expressions.Of(type, 2, varies: true)}; {name}++; }}",
            _ => $"{name} = {Value(type)};",
        });
    }

    private void If()
    {
        _text.Append(null, $"if ({_expressions.Condition(3)}) {{ ");
        Block(1 + _dice.Below(2));
        if (_dice.OneIn(2))
        {
            _text.Append("} else { ");
            Block(1 + _dice.Below(2));
        }

        _text.Append('}');
    }

    private void Loop()
    {
        var i = Fresh('i');
        _loops++;
        _text.Append(_dice.Below(4) switch
        {
            0 => $"for (int {i} = 0; {i} < {1 + _dice.Below(4)}; {i}++) {{ ",
            1 => $"for (int {i} = {_dice.Below(3)}; {i} < ({_expressions.Of("int", 1, varies: true)} & 3); {i}++) {{ ",
            2 => $"int {i} = 4; while ({i} > 0 && {_expressions.Condition(2)}) {{ {i}--; ",
            _ => $"int {i} = 0; do {{ {i}++; if ({_expressions.Condition(1)}) {_dice.Of("break", "continue")}; ",
        });
        var isDo = _text.ToString().LastIndexOf("do {", StringComparison.Ordinal) > _text.ToString().LastIndexOf("for (", StringComparison.Ordinal)
            && _text.ToString().LastIndexOf("do {", StringComparison.Ordinal) > _text.ToString().LastIndexOf("while (", StringComparison.Ordinal);
        Scope.Add(new Local(i, "int", CanChange: false));
        Block(1 + _dice.Below(2));
        Scope.RemoveAll(local => local.Name == i);
        _text.Append(isDo ? $"}} while ({i} < 3);" : "}");
        _loops--;
    }

    private void Switch()
    {
        var type = _dice.Of("int", "byte", "char", "long", "sbyte");
        _text.Append(null, $"switch ({_expressions.Of(type, 2, varies: true)}) {{ ");
        foreach (var label in new[] { "0", "1", "2", "7" })
        {
            _text.Append(null, $"case ({type}){label}: ");
            Assign();
            _text.Append("break; ");
        }

        _text.Append("default: ");
        Assign();
        _text.Append("break; }");
    }
}
