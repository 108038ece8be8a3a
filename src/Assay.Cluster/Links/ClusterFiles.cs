using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Assay.Cluster.Links;

/// <summary>Sees that the files that let us in are what they are said to be: the client's own messages do not tell.</summary>
internal static class ClusterFiles
{
    /// <summary>Checks the files of an address.</summary>
    /// <exception cref="ClusterException">One is missing, or something else.</exception>
    public static void Check(ClusterAddress address)
    {
        if (Text(address.Credentials, "credentials file") is { } credentials && !(credentials.Contains("NATS USER JWT", StringComparison.Ordinal) && credentials.Contains("USER NKEY SEED", StringComparison.Ordinal)))
            throw new ClusterException($"'{address.Credentials}' is no credentials file.", "It is the file that nsc writes for a user. A user and password, or a token, stand in the URL instead: nats://USER:PASSWORD@HOST");
        CheckCertificates(address.Authority, "file of authorities");
        CheckCertificates(address.Certificate, "certificate");
        _ = Text(address.Key, "key");
        if (address.Certificate is null != address.Key is null)
            throw new ClusterException("--tls-cert and --tls-key belong together.", "Give both, or none.");
        CheckKey(address);
    }

    private static void CheckKey(ClusterAddress address)
    {
        if (address is not { Certificate: { } certificate, Key: { } key })
            return;
        try
        {
            X509Certificate2.CreateFromPemFile(certificate, key).Dispose();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new ClusterException($"'{key}' is not the key of the certificate '{certificate}'.", "It is the file in PEM format, without a password, that the certificate was made with.");
        }
    }

    private static void CheckCertificates(string? file, string what)
    {
        if (Text(file, what) is not { } text)
            return;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(text);
            if (certificates.Count > 0)
                return;
        }
        catch (CryptographicException)
        {
            // Said below.
        }

        throw new ClusterException($"'{file}' holds no certificate.", "It is a file in PEM format, with BEGIN CERTIFICATE in its first lines.");
    }

    private static string? Text(string? file, string what)
    {
        try
        {
            return file is null ? null : File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClusterException($"There is no {what} '{file}'.", "Name a file that exists.");
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(file))
        {
            throw new ClusterException($"'{file}' is a folder, and no {what}.", "Name the file in it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"The {what} '{file}' cannot be read.", "Let this user read it.");
        }
    }
}
