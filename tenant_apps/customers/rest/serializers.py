from rest_framework import serializers


class AddressSerializer(serializers.Serializer[object]):
    id = serializers.IntegerField(read_only=True)
    label = serializers.CharField(  # type: ignore[assignment]  # the address has a label, too
        max_length=60, required=False, allow_blank=True, default=""
    )
    street = serializers.CharField(max_length=200)
    city = serializers.CharField(max_length=100)
    postcode = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    details = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    latitude = serializers.DecimalField(max_digits=9, decimal_places=6, required=False, allow_null=True, default=None)
    longitude = serializers.DecimalField(max_digits=9, decimal_places=6, required=False, allow_null=True, default=None)
    is_default = serializers.BooleanField(required=False, default=False)


class CustomerSerializer(serializers.Serializer[object]):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=120)
    email = serializers.EmailField(read_only=True)
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True)
    language = serializers.CharField(max_length=10, required=False, allow_blank=True)
    addresses = AddressSerializer(many=True, read_only=True)
