namespace Terreau.Web.Hosting;

internal static class RequestOrigin
{
    /// <summary>
    /// Where this site was asked, without a final slash: for addresses given back to who asks. Mails take <see cref="PublicAddress"/>.
    /// </summary>
    public static string Origin(this HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}
