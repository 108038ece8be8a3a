namespace Assay.Programs.Certificates.Kernels;

/// <summary>A problem as the checker of layers sees it: states are lists of numbered things.</summary>
internal interface ICheckedProblem
{
    /// <summary>The state of the empty program.</summary>
    int[] Start { get; }

    /// <summary>The renamings under which states count as one: for each the images of all things.</summary>
    IReadOnlyList<int[]> Images { get; }

    /// <summary>The number of instructions.</summary>
    int Instructions { get; }

    /// <summary>A state as the certificate writes it, with its members as the checker numbers them.</summary>
    /// <exception cref="CertificateException">A member cannot occur; the file is that of the members or of the layer.</exception>
    int[] Read(ushort[] state, string file);

    /// <summary>An instruction, for messages.</summary>
    string Name(int instruction);

    /// <summary>Whether the program has reached its end.</summary>
    bool IsReached(ReadOnlySpan<int> members);

    /// <summary>Creates what follows instructions, for one thread.</summary>
    ICheckedSteps CreateSteps();
}

/// <summary>Follows instructions; belongs to one thread.</summary>
internal interface ICheckedSteps
{
    /// <summary>The state after an instruction, valid until the next call; nothing where it leads nowhere, or has no effect.</summary>
    ReadOnlySpan<int> After(ReadOnlySpan<int> members, int instruction);

    /// <summary>Whether, as far as the bounds tell, so many more instructions could do.</summary>
    bool MayDo(ReadOnlySpan<int> members, int instructions);
}
