using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Assay.Cluster;

/// <summary>Sends what <see cref="ClusterMeters"/> measures to a collector of OpenTelemetry, where the user named one. Nothing is sent otherwise.</summary>
internal sealed class ClusterTelemetry : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private ClusterTelemetry(ResourceBuilder resource)
    {
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(ClusterMeters.Name).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(ClusterMeters.Name).AddOtlpExporter().Build();
    }

    /// <summary>Begins, where the environment names a collector; <c>OTEL_SERVICE_NAME</c> and the other variables of OpenTelemetry mean what they mean everywhere.</summary>
    /// <param name="service">What this process is called there unless the environment says.</param>
    /// <param name="version">The version of the tool.</param>
    /// <returns>To be disposed of at the end, which sends the rest; null where nothing is sent.</returns>
    public static ClusterTelemetry? Start(string service, string version) => string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Endpoint))
        ? null
        : new ClusterTelemetry(ResourceBuilder.CreateEmpty().AddService(service, serviceVersion: version).AddTelemetrySdk().AddEnvironmentVariableDetector());

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
