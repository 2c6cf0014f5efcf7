using KerberosGen.Codec;

namespace KerberosGen.Examples.Socks5;

/// <summary>One connection's handshake on the proxy's side: bytes in, bytes out, and at the end where to connect.</summary>
/// <param name="account">Who may use the proxy; null for everybody.</param>
public sealed class Handshake(Account? account)
{
    /// <summary>Bytes of the longest message.</summary>
    public const int MaxSize = 513;

    private Step _step;

    private enum Step : byte
    {
        Method,
        Account,
        Request,
        Over,
    }

    /// <summary>Where the client wants to go, once it has said so.</summary>
    public Destination? Destination { get; private set; }

    /// <summary>True if nothing more is read: the client is to be connected, or the answer was a refusal.</summary>
    public bool IsOver => _step == Step.Over;

    /// <summary>Takes the next message.</summary>
    /// <param name="received">What came from the client and was not taken yet.</param>
    /// <param name="reply">What to send; empty if there is nothing to say.</param>
    /// <returns>The bytes it took, or how many more it needs, or what is wrong with them.</returns>
    public UnpackResult Take(ReadOnlySpan<byte> received, out byte[] reply)
    {
        reply = [];
        return _step switch
        {
            Step.Method => TakeMethods(received, ref reply),
            Step.Account => TakeAccount(received, ref reply),
            _ => TakeRequest(received, ref reply),
        };
    }

    /// <summary>What to say of the connection that the client asked for.</summary>
    public static byte[] Reply(ReplyCode code) => new SocksReply { Code = code, AddressType = AddressType.IPv4 }.ToArray();

    private UnpackResult TakeMethods(ReadOnlySpan<byte> received, ref byte[] reply)
    {
        UnpackResult result = MethodSelection.Unpack(received, out MethodSelection selection);
        if (!result.IsDone)
            return result;
        AuthenticationMethod wanted = account is null ? AuthenticationMethod.None : AuthenticationMethod.UserNamePassword;
        bool isOffered = false;
        foreach (MethodOffer offer in selection.Methods)
            isOffered |= offer.Method == wanted;
        _step = !isOffered ? Step.Over : account is null ? Step.Request : Step.Account;
        reply = new MethodChoice { Method = isOffered ? wanted : AuthenticationMethod.NoneAcceptable }.ToArray();
        return result;
    }

    private UnpackResult TakeAccount(ReadOnlySpan<byte> received, ref byte[] reply)
    {
        UnpackResult result = UserNamePassword.Unpack(received, out UserNamePassword given);
        if (!result.IsDone)
            return result;
        bool isRight = account!.Is(given);
        _step = isRight ? Step.Request : Step.Over;
        reply = new UserNamePasswordReply { Status = isRight ? (byte)0 : (byte)1 }.ToArray();
        return result;
    }

    private UnpackResult TakeRequest(ReadOnlySpan<byte> received, ref byte[] reply)
    {
        UnpackResult result = SocksRequest.Unpack(received, out SocksRequest request);
        if (result.Status == UnpackStatus.Invalid && result.Reason == InvalidReason.UnknownCase)
            reply = Reply(ReplyCode.AddressTypeNotSupported);
        if (!result.IsDone)
            return result;
        _step = Step.Over;
        if (request.Command == Command.Connect)
            Destination = Socks5.Destination.Of(request);
        else
            reply = Reply(ReplyCode.CommandNotSupported);
        return result;
    }
}
