using System.Buffers;
using KerberosGen.Packets;

namespace KerberosGen.Clients;

/// <summary>A request to the KDC, and which answers it may have.</summary>
/// <param name="Code">Its code, 1024 to 1027.</param>
/// <param name="Write">Writes it, header and payload.</param>
internal sealed record KdcRequest(ushort Code, Action<IBufferWriter<byte>> Write)
{
    /// <summary>True if its answer may be too long for a datagram, which a KDC says with 1609 (protocol, 'Requests and responses').</summary>
    public bool MayNeedStream => Code == ServiceListRequest.Code;

    /// <summary>True if a response is an answer to this request, a refusal or not; any other is late, forged or nonsense.</summary>
    public bool IsAnsweredBy(ushort code) => code switch
    {
        GeneralError.Code or OriginalUnknownClient.Code => true,
        RegistrationSuccess.Code or RegistrationFailure.Code => Code is ClientRegistration.Code or ServiceRegistration.Code,
        ServiceListResponse.Code => Code == ServiceListRequest.Code,
        TicketResponse.Code => Code == TicketRequest.Code,
        _ => false,
    };
}
