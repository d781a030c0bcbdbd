namespace Terreau.Web.Features.Subscribers;

/// <summary>The addresses of subscribers, their keys and what they are told.</summary>
internal static class SubscriberRoutes
{
    public const string List = "/bureau/partenaires";

    public static string Subscriber(Guid id) => $"{List}/{id}";
}
