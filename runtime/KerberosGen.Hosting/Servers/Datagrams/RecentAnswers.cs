using KerberosGen.Packets;

namespace KerberosGen.Hosting;

/// <summary>
/// A KDC's memory of answers. Registrations are apart, so that no flood of other requests makes it forget whom it has
/// registered.
/// </summary>
internal sealed class RecentAnswers(TimeProvider clock)
{
    private readonly AnswerMemory _registrations = new(clock, maxAnswers: 32_768, maxBytes: 1024 * 1024);
    private readonly AnswerMemory _others = new(clock, maxAnswers: 16_384, maxBytes: 4 * 1024 * 1024);

    /// <summary>Where answers to requests of a code are remembered; null if they are not.</summary>
    public AnswerMemory? For(ushort code) => code switch
    {
        ClientRegistration.Code or ServiceRegistration.Code => _registrations,
        ServiceListRequest.Code or TicketRequest.Code => _others,
        _ => null,
    };
}
