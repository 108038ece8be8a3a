using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Assay.Bench;

/// <summary>The C peer, built by <c>gcc -O3 -march=native</c> on this machine for this run.</summary>
internal sealed class Peer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-bench-").FullName;
    private readonly nint _library;

    private Peer()
    {
        var library = Path.Combine(_folder, "bodies.so");
        var source = Path.Combine(AppContext.BaseDirectory, "peers", "bodies.c");
        using var compiler = Process.Start("gcc", ["-O3", "-march=native", "-shared", "-fPIC", "-o", library, source]);
        compiler.WaitForExit();
        if (compiler.ExitCode != 0)
        {
            throw new InvalidOperationException("gcc could not build the peer library.");
        }

        _library = NativeLibrary.Load(library);
    }

    /// <summary>Searches a chunk: the first input and how many.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int Chunk(uint start, uint count);

    /// <summary>The peer, or null where there is no gcc.</summary>
    public static Peer? TryBuild()
    {
        try
        {
            return new Peer();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public Chunk Function(string symbol) => Marshal.GetDelegateForFunctionPointer<Chunk>(NativeLibrary.GetExport(_library, symbol));

    public void Dispose()
    {
        NativeLibrary.Free(_library);
        Directory.Delete(_folder, recursive: true);
    }
}
