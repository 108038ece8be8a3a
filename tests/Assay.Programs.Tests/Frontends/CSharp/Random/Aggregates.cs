namespace Assay.Programs.Tests.Frontends.CSharp.Random;

/// <summary>Short pieces of code about arrays, spans, tuples, structs and references; what they declare they leave in scope.</summary>
internal static class Aggregates
{
    public static string Write(Dice dice, ExpressionWriter expressions, Func<char, string> fresh, bool inLoop)
    {
        var (a, b, c) = (fresh('a'), fresh('b'), fresh('c'));
        string E(string type) => expressions.Of(type, 2);
        string V(string type) => expressions.Of(type, 2, varies: true);
        var type = dice.Of("int", "byte", "short", "long", "char", "sbyte", "double");
        string text;
        (string Name, string Type)[] left;
        var index = dice.OneIn(3) ? V("int") : $"{V("int")} & 3";
        switch (dice.Below(13))
        {
            case 0:
                text = $"{type}[] {a} = [{E(type)}, {E(type)}, {E(type)}, {E(type)}]; {a}[{index}] = {E(type)}; var {b} = {a}; {b}[1]++; {type} {c} = {a}[{index}];";
                left = [(c, type)];
                break;
            case 1:
                text = $"var {a} = new {type}[5]; for (int k{a} = 0; k{a} < {a}.Length; k{a}++) {a}[k{a}] = {E(type)}; {a}[^2] = {E(type)}; {type} {c} = {a}[({V("int")} & 3) + 1];";
                left = [(c, type)];
                break;
            case 2 when !inLoop:
                text = $"Span<{type}> {a} = stackalloc {type}[4]; {a}[{index}] = {E(type)}; {a}[2] += {V(type)}; var {b} = {a}.Slice(1, 2); {b}[0] = {a}[{index}]; {type} {c} = {b}[{V("int")} & 1];";
                left = [(c, type)];
                break;
            case 3:
                text = $"int[] {a} = [{E("int")}, {E("int")}, {E("int")}]; Fill({a}.AsSpan(1), {E("int")}); int {c} = Total({a});";
                left = [(c, "int")];
                break;
            case 4:
                text = $"var {a} = ({E("int")}, {E(type)}); var {b} = {a}; {b}.Item1 += {E("int")}; {b}.Item2 = {E(type)}; var ({c}, {c}x) = {a}; bool {c}y = {a} == {b};";
                left = [(c, "int"), (c + "x", type), (c + "y", "bool")];
                break;
            case 5:
                text = $"var {a} = new Point({E("int")}, {E("short")}); var {b} = {a}; {b}.Move({E("int")}); {a}.X++; {a} += {b}; int {c} = {a}.X; short {c}x = {b}.Y;";
                left = [(c, "int"), (c + "x", "short")];
                break;
            case 6:
                text = $"{type} {a} = {E(type)}, {b} = {E(type)}; Swap(ref {a}, ref {b}); ref {type} {c} = ref {a}; {c} += {V(type)};";
                left = [(a, type), (b, type)];
                break;
            case 7:
                text = $"TryDivide({E("int")}, {V("int")}, out int {c}); bool {a} = TryDivide({c}, {E("int")}, out {c});";
                left = [(c, "int"), (a, "bool")];
                break;
            case 8:
                var small = dice.Of("byte", "short", "sbyte", "char");
                text = $"{small}[] {a} = [{E(small)}, {E(small)}, {E(small)}, {E(small)}]; Bump(ref {a}[{index}], {E("int")}); {small} {c} = {a}[0]; Bump(ref {c}, {E("int")}); var {b} = {a}[1];";
                left = [(c, small), (b, small)];
                break;
            case 9:
                text = $"Point[] {a} = new Point[4]; {a}[{index}].X = {E("int")}; ref var {b} = ref {a}[2]; {b}.Y = {E("short")}; {b}.Move({E("int")}); int {c} = {a}[{V("int")} & 3].X;";
                left = [(c, "int")];
                break;
            case 10:
                text = $"ReadOnlySpan<{type}> {a} = [{E(type)}, {E(type)}, {E(type)}]; {type} {c} = {E(type)}; foreach (var x{a} in {a}) {c} = {E("bool")} ? x{a} : {c};";
                left = [(c, type)];
                break;
            case 11:
                text = $"int? {a} = {E("bool")} ? {E("int")} : null; int {c} = {a} ?? {E("int")}; if ({a}.HasValue) {c}++; Colour {b} = (Colour)({V("byte")}); bool {c}x = {b} is Colour.Green or Colour.Blue;";
                left = [(c, "int"), (c + "x", "bool")];
                break;
            default:
                text = $"int[] {a} = [{E("int")}, {E("int")}, {E("int")}, {E("int")}, 9]; int {c} = {a}[1..4][{V("int")} & 1]; {c} ^= {a}.AsSpan()[2..^1].Length;";
                left = [(c, "int")];
                break;
        }

        expressions.Scope.AddRange(left.Select(local => new Local(local.Name, local.Type)));
        return text;
    }
}
