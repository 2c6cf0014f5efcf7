using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace KerberosGen.Kdc;

/// <summary>Where the figures go: to whoever reads <c>/metrics</c>, and by OTLP where OpenTelemetry's own variables say so.</summary>
internal static class KdcMeters
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    /// <summary>Starts to collect; null if nobody asks for it.</summary>
    public static MeterProvider? Start(bool isScraped)
    {
        bool isSent = Environment.GetEnvironmentVariable(Endpoint) is { Length: > 0 } || Environment.GetEnvironmentVariable(MetricsEndpoint) is { Length: > 0 };
        if (!isScraped && !isSent)
            return null;
        MeterProviderBuilder builder = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(static resource => resource.AddService("kerberosgen-kdc", serviceVersion: typeof(KdcMeters).Assembly.GetName().Version?.ToString(3)))
            .AddMeter(KdcMetrics.MeterName)
            .AddRuntimeInstrumentation();
        if (isScraped)
            builder.AddPrometheusExporter(static exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0);
        if (isSent)
            builder.AddOtlpExporter();
        return builder.Build();
    }
}
