namespace KerberosGen.Inspection.Captures;

/// <summary>Where frames come from.</summary>
internal interface IFrameSource
{
    /// <summary>True if the file ended within a record.</summary>
    bool IsCut { get; }

    /// <summary>The frames, in the file's order.</summary>
    /// <exception cref="CaptureFormatException">The file is broken; the frames before that were handed out.</exception>
    IEnumerable<CapturedFrame> Frames();
}
