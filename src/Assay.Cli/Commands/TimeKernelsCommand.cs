using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Assay.Cli.Terminal;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary>
/// <c>assay time-kernels</c>, hidden: runs machine code that Assay has encoded, in a process of its own, so that no harm
/// reaches the one that asks. Each line of standard input has the bytes of a row and a function in hexadecimal; each line
/// of standard output the nanoseconds that a row takes.
/// </summary>
internal static partial class TimeKernelsCommand
{
    private const int Rows = 1024;
    private const int Rounds = 200;
    private const int Samples = 15;
    private const int PageSize = 1 << 16;
    private const int ReadWrite = 3;
    private const int ReadExecute = 5;
    private const int PrivateAnonymous = 0x22;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("time-kernels", "Runs encoded kernels; for 'assay kernels --measure'.") { Hidden = true };
        command.SetAction(_ =>
        {
            while (Console.In.ReadLine() is { Length: > 0 } line)
            {
                var words = line.Split(' ');
                surroundings.Out.WriteLine(Time(Convert.FromHexString(words[1]), int.Parse(words[0], CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture));
                surroundings.Out.Flush();
            }

            return ExitCodes.AsExpected;
        });
        return command;
    }

    // The least of several samples: whatever else runs can only add.
    private static unsafe double Time(byte[] code, int rowBytes)
    {
        var page = Map(0, PageSize, ReadWrite, PrivateAnonymous, -1, 0);
        if (page == -1 || code.Length > PageSize)
        {
            throw new InvalidOperationException("There is no memory for code.");
        }

        code.CopyTo(new Span<byte>((void*)page, code.Length));
        if (Protect(page, PageSize, ReadExecute) != 0)
        {
            throw new InvalidOperationException("Memory cannot be made executable here.");
        }

        var function = (delegate* unmanaged<void*, long, void>)page;
        var random = new Random(1);
        var fresh = new byte[Rows * rowBytes];
        random.NextBytes(fresh);
        var rows = new Span<byte>(NativeMemory.AlignedAlloc((nuint)fresh.Length, 64), fresh.Length);
        var least = double.MaxValue;
        fixed (byte* start = rows)
        {
            for (var sample = 0; sample < Samples; sample++)
            {
                var ticks = 0L;
                for (var round = 0; round < Rounds; round++)
                {
                    fresh.CopyTo(rows);
                    var before = Stopwatch.GetTimestamp();
                    function(start, Rows);
                    ticks += Stopwatch.GetTimestamp() - before;
                }

                least = Math.Min(least, ticks * 1e9 / Stopwatch.Frequency / Rounds / Rows);
            }

            NativeMemory.AlignedFree(start);
        }

        return least;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);
}
