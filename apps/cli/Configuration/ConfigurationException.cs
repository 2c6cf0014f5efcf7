namespace KerberosGen.Cli;

/// <summary>A configuration file cannot be used; the message says where in it and why.</summary>
internal sealed class ConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
