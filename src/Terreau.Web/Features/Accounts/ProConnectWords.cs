namespace Terreau.Web.Features.Accounts;

/// <summary>Why ProConnect opened nothing, as a sentence that says what to do.</summary>
internal static class ProConnectWords
{
    public static string Title(ProConnectFault fault) => fault switch
    {
        ProConnectFault.Refused => "Vous n’êtes pas entré par ProConnect",
        ProConnectFault.Outage => "ProConnect ne répond pas",
        ProConnectFault.HasKeys => "Votre compte a une clé d’accès",
        ProConnectFault.OtherIdentity => "Ce compte a déjà une autre identité ProConnect",
        _ => "ProConnect n’a pas pu vous identifier",
    };

    public static string Of(ProConnectFault fault) => fault switch
    {
        ProConnectFault.Refused => "L’accès a été refusé ou abandonné. Recommencez, ou entrez par un message.",
        ProConnectFault.Outage => "Réessayez dans quelques minutes, ou entrez par un message.",
        ProConnectFault.NoAddress => "Il ne nous a pas donné d’adresse de messagerie vérifiée. Entrez par un message.",
        ProConnectFault.HasKeys => "Entrez d’abord avec elle. Revenez ensuite ici et choisissez ProConnect : les deux seront liés.",
        ProConnectFault.OtherIdentity =>
            "L’adresse donnée par ProConnect est celle d’un compte lié à une autre identité. Écrivez au manager territorial.",
        _ => "La demande a expiré ou a déjà servi. Recommencez depuis cette page.",
    };
}
