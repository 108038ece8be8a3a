using Assay.Claims.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.Tests.Code;

public class CSharpFileCompilesTests
{
    private const string Realistic = """
        // A licence.
        #nullable enable
        using System;
        using System.Runtime.CompilerServices;
        using static System.Math;

        [assembly: CLSCompliant(false)]

        namespace Company.Product;

        /// <summary>Kernels.</summary>
        public static partial class Kernels
        {
            private const int Limit = 100;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static int Clamp(int x) => Smaller(x, Limit) switch { < 0 => 0, var y => y };

            private static int Smaller(int a, int b)
            {
                int Local() => a < b ? a : b;
                return Local();
            }

            static Pair Swap(Pair pair) => pair with { First = pair.Second, Second = pair.First };

            protected internal sealed class Nested : IKernel { int IKernel.Run(int x) => x; }
        }

        file enum Mode { One, Two }

        readonly record struct Pair(int First, int Second);

        interface IKernel { int Run(int x); }
        """;

    [Fact]
    public void An_ordinary_file_still_compiles_and_its_functions_can_be_called_from_outside()
    {
        var before = CSharpFile.Parse("before.cs", Realistic).ToBlock("Before");
        var after = CSharpFile.Parse("after.cs", Realistic).ToBlock("After");
        var text = $$"""
            using System; using System.Numerics; using System.Runtime.CompilerServices;
            internal static class Scope
            {
            {{before.Code.Text}}
            {{after.Code.Text}}
                static bool Same(int x) => Before.Kernels.Clamp(x) == After.Kernels.Clamp(x)
                    && Before.Kernels.Smaller(x, x) == 0
                    && Before.Kernels.Swap(new Before.Pair(1, 2)) == default;
            }
            """;

        Assert.Empty(Errors(text));
    }

    private static IEnumerable<string> Errors(string text)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "scope",
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14))],
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(error => error.ToString());
    }
}
