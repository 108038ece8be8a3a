using System.Runtime.InteropServices;

namespace Assay.X86Runner;

/// <summary>
/// Runs machine code on the processor, for tests that compare it with what Assay thinks the code does. A process of its
/// own, so that a wrong test cannot harm the one that runs the tests.
/// </summary>
/// <remarks>
/// Standard input: the size of a context; then again and again the size of some code, the code, a number of contexts, and
/// the contexts. The code is a function that takes the address of a context. Standard output: each context afterwards.
/// </remarks>
internal static partial class Program
{
    private const int PageSize = 1 << 16;
    private const int ReadWriteExecute = 7;
    private const int PrivateAnonymous = 0x22;

    private static unsafe void Main()
    {
        using var input = new BinaryReader(new BufferedStream(Console.OpenStandardInput(), PageSize));
        using var output = new BufferedStream(Console.OpenStandardOutput(), PageSize);
        var page = Map(0, PageSize, ReadWriteExecute, PrivateAnonymous, -1, 0);
        var run = (delegate* unmanaged<void*, void>)page;
        var context = new Span<byte>(NativeMemory.AlignedAlloc(PageSize, 64), input.ReadInt32());
        for (var size = input.ReadInt32(); size > 0; size = input.ReadInt32())
        {
            input.ReadExactly(new Span<byte>((void*)page, size));
            for (var left = input.ReadInt32(); left > 0; left--)
            {
                input.ReadExactly(context);
                fixed (byte* start = context)
                {
                    run(start);
                }

                output.Write(context);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);
}
