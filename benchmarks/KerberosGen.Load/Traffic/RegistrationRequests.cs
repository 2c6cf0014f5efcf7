using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Traffic;

/// <summary>1024, each with a name that was never registered before; all with one password.</summary>
internal sealed class RegistrationRequests : IRequests
{
    private const int RequestBytes = RequestHeader.Size + ClientRegistration.Size;
    private const int AnswerBytes = ResponseHeader.Size + RegistrationSuccess.Size;
    private const int Digits = 8;
    private const int KeptIds = 16;
    private const int KeepEvery = 257;

    private readonly string _prefix;
    private readonly byte[] _request;
    private readonly int _digitsAt;
    private readonly byte[] _kept = new byte[KeptIds * PrincipalId.Size];
    private readonly int[] _keptAsked = new int[KeptIds];
    private int _next;
    private long _answers;

    /// <summary>Makes the request that all follow.</summary>
    /// <param name="prefix">Sets these names apart from all others.</param>
    public RegistrationRequests(string prefix)
    {
        _prefix = prefix;
        var writer = new ArrayBufferWriter<byte>(RequestBytes);
        PrincipalName.TryCreate(NameOf(0), out PrincipalName name);
        Packets.Password.TryCreate(Password, out Password password);
        Frame.Write(writer, new RequestHeader { Version = ProtocolLimits.Version }, new ClientRegistration { Name = name, Password = password });
        _request = writer.WrittenSpan.ToArray();
        _digitsAt = RequestHeader.Size + Encoding.UTF8.GetByteCount(prefix) + 1;
    }

    /// <summary>The password of them all.</summary>
    public static string Password => "correct horse battery staple";

    /// <inheritdoc/>
    public int RequestSize => RequestBytes;

    /// <inheritdoc/>
    public int AnswerSize => AnswerBytes;

    /// <summary>The name of the n-th.</summary>
    public string NameOf(int number) => $"{_prefix} {number:x8}";

    /// <inheritdoc/>
    public int WriteNext(Span<byte> destination, out int asked)
    {
        asked = _next++;
        Utf8Formatter.TryFormat(asked, _request.AsSpan(_digitsAt, Digits), out _, new StandardFormat('x', Digits));
        _request.CopyTo(destination);
        return RequestBytes;
    }

    /// <inheritdoc/>
    public bool IsRight(ReadOnlySpan<byte> answer, int asked)
    {
        if (answer.Length != AnswerBytes || BinaryPrimitives.ReadUInt16LittleEndian(answer[1..]) != RegistrationSuccess.Code)
            return false;
        ReadOnlySpan<byte> id = answer[ResponseHeader.Size..];
        if (_answers++ % KeepEvery == 0)
        {
            int slot = (int)(_answers / KeepEvery % KeptIds);
            id.CopyTo(_kept.AsSpan(slot * PrincipalId.Size));
            _keptAsked[slot] = asked;
        }

        // No id that a KDC issues has a zero byte.
        return !id.Contains((byte)0);
    }

    /// <summary>Some of those that registered, to see that their passwords open what the KDC answers them.</summary>
    public IEnumerable<ClientIdentity> Kept()
    {
        int kept = (int)Math.Min(KeptIds, (_answers + KeepEvery - 1) / KeepEvery);
        for (int i = 0; i < kept; i++)
        {
            PrincipalName.TryCreate(NameOf(_keptAsked[i]), out PrincipalName name);
            yield return new ClientIdentity(
                name,
                new PrincipalId(_kept.AsSpan(i * PrincipalId.Size, PrincipalId.Size)),
                KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(Password)));
        }
    }
}
