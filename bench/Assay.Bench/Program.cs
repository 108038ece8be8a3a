using System.Globalization;
using Assay.Bench;
using Assay.Bench.Report;
using Assay.Bench.Scale;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["--report", .. var parts]:
        return BenchmarkReport.Write("docs/benchmarks.md", parts);
    case ["--quick"]:
        QuickTable.Write(Console.Out);
        break;
    case ["--audit"]:
        AuditTable.Write(Console.Out);
        break;
    case ["--kernels"]:
        KernelTable.Write(Console.Out, isLong: false);
        break;
    case ["--kernels", "--long"]:
        KernelTable.Write(Console.Out, isLong: true);
        break;
    case ["--matrices"]:
        MatrixTable.Write(Console.Out);
        break;
    case ["--training"]:
        TrainingTable.Write(Console.Out);
        break;
    case ["--geometry"]:
        GeometryTable.Write(Console.Out);
        break;
    case ["--connectivity"]:
        ConnectivityTable.Write(Console.Out);
        break;
    case ["--cluster"]:
        await ClusterTable.WriteAsync(Console.Out);
        break;
    case ["--scale"]:
        ScaleTable.Write(Console.Out);
        break;
    case ["--gallery"]:
        GalleryTimes.Write(Console.Out, "gallery");
        break;
    case ["--solvers", .. var paths]:
        SolverTable.Write(Console.Out, paths is [] ? ["gallery", "bench/claims"] : paths);
        break;
    case ["--rewrite-solvers", var folder, var every]:
        RewriteSolverTable.Write(Console.Out, folder, int.Parse(every, CultureInfo.InvariantCulture));
        break;
    case ["--rewrites"]:
        RewriteTable.Write(Console.Out, RewriteTable.Folder);
        break;
    case ["--rewrites", var folder]:
        RewriteTable.Write(Console.Out, folder);
        break;
    case ["--rewrites", var folder, "--wide", var time]:
        RewriteTable.Write(Console.Out, folder);
        WideRewrites.Write(Console.Out, folder, TimeSpan.FromMinutes(double.Parse(time.TrimEnd('m'), CultureInfo.InvariantCulture)));
        break;
    case ["--certificates", .. var paths]:
        CertificateTable.Write(Console.Out, paths is [] ? ["gallery", "bench/claims"] : paths);
        break;
    case ["--shorten"]:
        ShortenTable.Write(Console.Out, TimeSpan.FromMinutes(1));
        break;
    case ["--shorten", var seconds]:
        ShortenTable.Write(Console.Out, TimeSpan.FromSeconds(double.Parse(seconds.TrimEnd('s'), CultureInfo.InvariantCulture)));
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

return 0;
