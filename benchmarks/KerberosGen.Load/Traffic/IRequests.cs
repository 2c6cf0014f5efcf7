namespace KerberosGen.Load.Traffic;

/// <summary>
/// What a load consists of: requests made beforehand, and the check of every answer. Nothing here allocates while it runs, so
/// that what is measured is the server.
/// </summary>
internal interface IRequests
{
    /// <summary>The most bytes that a request has.</summary>
    int RequestSize { get; }

    /// <summary>The most bytes that an answer may have.</summary>
    int AnswerSize { get; }

    /// <summary>Writes the next request.</summary>
    /// <param name="destination">At least <see cref="RequestSize"/> bytes.</param>
    /// <param name="asked">What was asked, to know its answer by.</param>
    /// <returns>Bytes written.</returns>
    int WriteNext(Span<byte> destination, out int asked);

    /// <summary>False if an answer, header and payload, is not the right one; some are kept and opened later.</summary>
    bool IsRight(ReadOnlySpan<byte> answer, int asked);
}
