namespace Assay.Cli.Agents;

/// <summary>A call cannot be carried out as it is; the message says what is wrong and what to do.</summary>
internal sealed class AgentInputException(string message) : Exception(message);
