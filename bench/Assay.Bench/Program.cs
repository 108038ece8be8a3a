using Assay.Bench;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["--quick"]:
        QuickTable.Write(Console.Out);
        break;
    case ["--gallery"]:
        GalleryTimes.Write(Console.Out, "gallery");
        break;
    case ["--solvers", .. var paths]:
        SolverTable.Write(Console.Out, paths is [] ? ["gallery", "bench/claims"] : paths);
        break;
    case ["--certificates", .. var paths]:
        CertificateTable.Write(Console.Out, paths is [] ? ["gallery", "bench/claims"] : paths);
        break;
    case ["--text", .. var names]:
        foreach (var body in Body.All.Where(body => names.Length == 0 || names.Contains(body.Name)))
        {
            using var search = Generated.Of(body);
            Console.WriteLine(search.Text);
        }

        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(QuickTable).Assembly).Run(args);
        break;
}
