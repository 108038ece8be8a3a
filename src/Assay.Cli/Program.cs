using Assay.Cli;
using Assay.Cli.Terminal;

using var interruption = new Interruption();
return AssayTool.Run(args, Surroundings.OfProcess(interruption.Token));
