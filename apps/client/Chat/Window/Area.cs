namespace KerberosGen.Client;

/// <summary>A part of the screen, in columns and rows from 0.</summary>
internal readonly record struct Area(int Left, int Top, int Width, int Height);
