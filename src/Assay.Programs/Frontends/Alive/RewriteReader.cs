namespace Assay.Programs.Frontends.Alive;

/// <summary>Reads one rewrite: <c>Name:</c>, <c>Pre:</c>, source, <c>=></c>, target.</summary>
internal static class RewriteReader
{
    /// <summary>Reads a rewrite and joins its types.</summary>
    /// <exception cref="RewriteException">Something about it cannot be understood.</exception>
    public static Rewrite Read(string text)
    {
        var reader = new OptReader(RewriteText.WithoutName(text));
        var expressions = new ExpressionReader(reader);
        reader.SkipLineEnds();
        Condition precondition = new Always(0);
        if (reader.Now.Is("Pre") && reader.Following.Is(":"))
        {
            reader.Take();
            reader.Take();
            if (reader.Now.Kind != OptTokenKind.LineEnd)
            {
                precondition = expressions.Precondition();
            }

            reader.ExpectLineEnd();
        }

        var body = reader.Now.Offset;
        var instructions = new InstructionReader(reader, expressions);
        var source = instructions.Instructions();
        reader.Expect("=>");
        var target = instructions.Instructions(source.Count > 0 ? source[0].Block : string.Empty);
        if (reader.Now.Is("=>"))
        {
            throw new RewriteException(reader.Now.Offset, "A second '=>' stands in one rewrite.", "Begin each rewrite with a line 'Name: ...'.");
        }

        if (source.Count == 0 || target.Count == 0)
        {
            throw new RewriteException(reader.Now.Offset, $"The {(source.Count == 0 ? "source" : "target")} is empty.", "Write at least one instruction on each side of '=>'.");
        }

        return new Rewrite(precondition, source, target, RewriteNames.Inputs(precondition, source, target), reader.Types) { Body = body };
    }
}
