using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text;
using Assay.LanguageModels.Syntax;
using Assay.LanguageModels.Tasks;
using Assay.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.LanguageModels.Tests.Tasks;

/// <summary>What programs do when the real tools run them is what the interpreter says.</summary>
public sealed class ExecutionTests
{
    private static readonly string[] Letters = ["x", "y", "u", "v", "w", "t"];
    private static readonly string[] Registers = ["rax", "rbx", "rcx", "rdx", "rsi", "rdi"];

    // One file, in which every program is a text that is run by itself.
    [Fact]
    public void Python_agrees_on_ten_thousand_programs()
    {
        var python = Tool("python3");
        var (syntax, programs) = (new PythonSyntax(), Instances.Many(10_000).ToList());
        var script = new StringBuilder("programs = [\n");
        foreach (var program in programs)
        {
            script.Append(CultureInfo.InvariantCulture, $"\"\"\"{syntax.Write(program, Letters)}{syntax.Asks(program, Letters)}{program.Answer}\"\"\",\n");
        }

        script.Append("]\nfor program in programs:\n    exec(program, {})\nprint(len(programs))\n");
        Assert.Equal($"{programs.Count}\n", Run(python, "script.py", script.ToString(), path => [path]));
    }

    [Fact]
    public void CSharp_agrees_on_a_thousand_programs()
    {
        var (syntax, programs) = (new CSharpSyntax(), Instances.Many(1_000).ToList());
        var text = new StringBuilder("public static class All\n{\n");
        foreach (var (i, program) in programs.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"public static int Run{i}()\n{{\n{syntax.Write(program, Letters)}return {Letters[0]}{(program.HasReferences ? "[0]" : "")};\n}}\n");
        }

        var compilation = CSharpCompilation.Create(
            "programs", [CSharpSyntaxTree.ParseText(text.Append("}\n").ToString())], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Take(5)));
        stream.Position = 0;
        var all = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream).GetType("All")!;
        foreach (var (i, program) in programs.Index())
        {
            Assert.Equal(program.Answer, all.GetMethod($"Run{i}", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null));
        }
    }

    [Fact]
    public void C_agrees_on_a_thousand_programs()
    {
        var syntax = new CSyntax();
        Compiled(syntax, "#include <assert.h>\n#include <stdio.h>\n", (name, program) => $"static void {name}(void)\n{{\n{syntax.Write(program, Letters)}{syntax.Asks(program, Letters)}{program.Answer});\n}}\n", "");
    }

    [Fact]
    public void Registers_agree_on_a_thousand_programs()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Assert.Skip("this is no x64 processor");
        }

        var syntax = new RegisterSyntax();
        Compiled(
            syntax, "#include <assert.h>\n#include <stdio.h>\n",
            (name, program) => $$"""
                long {{name}}_run(void);
                asm(".intel_syntax noprefix\n{{name}}_run:\npush rbx\n{{syntax.Write(program, Registers).Replace("\n", "\\n", StringComparison.Ordinal)}}pop rbx\nret\n.att_syntax prefix\n");
                static void {{name}}(void) { assert({{name}}_run() == {{program.Answer}}); }

                """,
            "-O1");
    }

    [Fact]
    public void Boxes_say_what_happens()
    {
        var syntax = new BoxSyntax();
        foreach (var program in Instances.Many(1_000).Where(syntax.CanWrite))
        {
            Assert.Equal(program.Answer, BoxReader.Read(syntax.Write(program, Letters), Letters[0]));
        }
    }

    // All programs in one file; whatever fails ends it.
    private static void Compiled(ISyntax syntax, string head, Func<string, TrackingProgram, string> function, string options)
    {
        var gcc = Tool("gcc");
        var programs = Instances.Many(1_000).Where(syntax.CanWrite).ToList();
        var text = new StringBuilder(head);
        foreach (var (i, program) in programs.Index())
        {
            text.Append(function($"run{i}", program));
        }

        text.Append("int main(void)\n{\n").AppendJoin("", programs.Select((_, i) => $"run{i}();\n")).Append(CultureInfo.InvariantCulture, $"printf(\"%d\\n\", {programs.Count});\nreturn 0;\n}}\n");
        using var folder = new TemporaryFolder();
        var (source, binary) = (folder.Write("all.c", text.ToString()), folder.At("all"));
        Assert.Equal("", Run(gcc, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-o", binary, source]));
        Assert.Equal($"{programs.Count}\n", Run(binary, []));
    }

    private static string Tool(string name)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is null)
        {
            Assert.Skip($"{name} is not installed");
        }

        return found;
    }

    private static string Run(string tool, string name, string text, Func<string, string[]> arguments)
    {
        using var folder = new TemporaryFolder();
        return Run(tool, arguments(folder.Write(name, text)));
    }

    private static string Run(string tool, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : $"{process.ExitCode} {output}{errors.Result}";
    }
}
