namespace KerberosGen.Inspection.Captures;

/// <summary>Where frames come from.</summary>
internal interface IFrameSource
{
    /// <summary>True if the file ended within a record.</summary>
    bool IsCut { get; }

    /// <summary>Reads the next frame; its bytes are there until the one behind it is read. False at the file's end.</summary>
    /// <exception cref="CaptureFormatException">The file is broken here.</exception>
    bool TryRead(out CapturedFrame frame);
}
